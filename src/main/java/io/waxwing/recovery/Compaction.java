package io.waxwing.recovery;

import java.sql.SQLException;
import java.util.List;

/** Runs of a step on the way to become one, a slice at a time. Until it is done its inputs are what counts. */
final class Compaction {
    private final List<Run> inputs;
    private final RunMerge rows;
    private final RunWriter output;
    private final long floor;
    private final boolean oldest;
    private boolean decided;

    /**
     * Begins.
     *
     * @param inputs next to each other by age
     * @param id of the new run
     * @param floor of versions at or before it only the newest of each key is kept
     * @param oldest whether no run is older, so that keys that are gone leave nothing behind
     */
    Compaction(SqliteRuns table, String step, List<Run> inputs, long id, long floor, boolean oldest)
            throws SQLException {
        this.inputs = inputs;
        this.rows = new RunMerge(table, step, inputs);
        this.floor = floor;
        this.oldest = oldest;
        long first = inputs.stream().mapToLong(Run::first).min().orElseThrow();
        this.output = new RunWriter(table, step, id, first);
    }

    List<Run> inputs() {
        return inputs;
    }

    /** Goes on; gives the bytes it went through, fewer than asked for at the end. */
    long work(long bytes) throws SQLException {
        long done = 0;
        while (done < bytes) {
            RowView row = rows.next();
            if (row == null) {
                break;
            }
            done += row.size();
            if (rows.isNewKey()) {
                decided = false;
            }
            if (isKept(row)) {
                output.add(row);
            }
        }
        return done;
    }

    private boolean isKept(RowView row) {
        if (decided) {
            return false;
        }
        decided = row.epoch <= floor;
        return !(decided && oldest && row.isGone());
    }

    /** The new run. */
    Run finish() throws SQLException {
        return output.finish(inputs.stream().mapToLong(Run::last).max().orElseThrow());
    }
}
