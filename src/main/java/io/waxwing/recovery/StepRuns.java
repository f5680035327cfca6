package io.waxwing.recovery;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one step, and which of them are merged when. Whenever so much is newer than a run that reading past it costs more than
 * rewriting it, the run and all that is newer become one. Merges are worked on in slices, the smallest first; each new byte pays for some.
 *
 * <pre>
 *  oldest [a][b][c] [d][e] [f][g]  newest
 *         '-merge-' '-----'              each merge covers runs newer than those of the one before it; the last is worked on
 * </pre>
 */
final class StepRuns {
    /** A run and those newer than it are merged when these have so many times its bytes. */
    private static final int GROWTH = 2;
    /** For each byte that is written, so many bytes and one for each run there is are merged, if there are. */
    private static final int PACE = 4;

    final long number;
    final String name;
    private final SqliteRuns table;
    /** The oldest first. */
    private final List<Run> runs = new ArrayList<>();

    private final Deque<Compaction> merging = new ArrayDeque<>();
    private long owed;

    StepRuns(SqliteRuns table, long number, String name) {
        this.table = table;
        this.number = number;
        this.name = name;
    }

    List<Run> runs() {
        return runs;
    }

    /** Takes a run that is stored and newer than all. */
    void add(Run run) {
        runs.add(run);
    }

    /** Puts a run in the place of another one. */
    void replace(Run old, Optional<Run> by) {
        int at = runs.indexOf(old);
        runs.remove(at);
        by.ifPresent(run -> runs.add(at, run));
    }

    /** So many bytes of a new run were written, which lets merges go on by more. */
    void pay(long bytes) {
        owed += bytes * (PACE + runs.size());
    }

    /** Lets merges go on that earlier executions left: an execution may be too short to end what it begins. */
    void payForOld() {
        for (Run run : runs.subList(outgrown(runs), runs.size())) {
            owed += run.bytes() * PACE;
        }
    }

    boolean isPaid() {
        return owed > 0;
    }

    /** A merge that is done, to be put in the place of its inputs. */
    record Merged(List<Run> inputs, Run output) {}

    /** What merges reach of the partition. */
    interface Runs {
        long newId();

        void replace(StepRuns step, Merged merged) throws SQLException;
    }

    /**
     * Goes on with merges.
     *
     * @param bytes how much to go through at most
     * @param committed runs with later epochs are left alone, as they may have to go
     * @param floor as in {@link Horizon}
     * @return whether anything was done
     */
    boolean merge(long bytes, long committed, long floor, Runs partition) throws SQLException {
        if (owed <= 0) {
            return false;
        }
        Compaction next = next(committed, floor, partition);
        if (next == null) {
            owed = 0;
            return false;
        }
        long wanted = Math.min(bytes, owed);
        long done = next.work(wanted);
        owed -= Math.max(done, 1);
        if (done < wanted) {
            merging.removeLast();
            Run output = next.finish();
            partition.replace(this, new Merged(next.inputs(), output));
        }
        return true;
    }

    private @Nullable Compaction next(long committed, long floor, Runs partition) throws SQLException {
        Compaction last = merging.peekLast();
        int from = last == null
                ? 0
                : 1 + runs.indexOf(last.inputs().get(last.inputs().size() - 1));
        int to = runs.size();
        while (to > from && runs.get(to - 1).last() > committed) {
            to--;
        }
        int begin = from + outgrown(runs.subList(from, to));
        if (begin < to) {
            List<Run> inputs = List.copyOf(runs.subList(begin, to));
            last = new Compaction(table, name, inputs, partition.newId(), floor, begin == 0);
            merging.addLast(last);
        }
        return last;
    }

    /** Index of the oldest run that those behind it have outgrown; the number of runs when there is none. */
    private static int outgrown(List<Run> runs) {
        int found = runs.size();
        long newer = 0;
        for (int i = runs.size() - 1; i >= 0; i--) {
            long bytes = runs.get(i).bytes();
            if (newer > 0 && newer >= GROWTH * bytes) {
                found = i;
            }
            newer += bytes;
        }
        return found;
    }
}
