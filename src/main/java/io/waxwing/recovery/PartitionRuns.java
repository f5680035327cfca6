package io.waxwing.recovery;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All runs of a partition, by step. What is there as a whole is guarded by the number of runs and the sum of their checksums, which each
 * commit writes. Whoever calls minds the transactions; after one that is rolled back this is of no use any more.
 */
final class PartitionRuns implements StepRuns.Runs, AutoCloseable {
    private final SqliteFile file;
    private final SqliteRuns table;
    private final Checksums checksums = new Checksums();
    private final Map<String, StepRuns> steps = new TreeMap<>();
    private final FreshRuns fresh;
    private final Garbage garbage;
    private long nextId = 1;
    private long count;
    private long digest;

    private PartitionRuns(SqliteFile file, int blockBytes) {
        this.file = file;
        this.table = new SqliteRuns(file, blockBytes);
        this.fresh = new FreshRuns(table);
        this.garbage = new Garbage(table);
    }

    /** Reads what runs there are, and checks that they are those of the last commit. */
    static PartitionRuns of(SqliteFile file, int blockBytes) throws SQLException {
        var runs = new PartitionRuns(file, blockBytes);
        runs.read();
        return runs;
    }

    private void read() throws SQLException {
        Map<Long, StepRuns> byNumber = new TreeMap<>();
        try (PreparedStatement query = file.prepare("SELECT id, name FROM step");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                var step = new StepRuns(table, rows.getLong(1), String.valueOf(rows.getString(2)));
                steps.put(step.name, step);
                byNumber.put(step.number, step);
            }
        }
        Map<Long, SqliteRuns.Blocks> blocks = table.blocks();
        for (SqliteRuns.Stored stored : table.runs()) {
            Run run = stored.run();
            StepRuns step = byNumber.get(stored.step());
            var found = blocks.remove(run.id());
            if (step == null) {
                throw file.corrupt("run " + run.id() + " is of no step");
            }
            if (found == null || found.count() != run.blocks() || found.digest() != run.digest()) {
                throw file.corrupt("run " + run.id() + " of step \"" + step.name + "\" has "
                        + (found == null ? 0 : found.count()) + " blocks where " + run.blocks()
                        + " with other checksums were written");
            }
            put(step, run);
            nextId = Math.max(nextId, run.id() + 1);
        }
        steps.values().forEach(StepRuns::payForOld);
        blocks.forEach((run, left) -> {
            nextId = Math.max(nextId, run + 1);
            garbage.add(run, left.first(), left.last() + 1);
        });
        long written = file.number("SELECT runs FROM store");
        if (count != written || digest != file.number("SELECT digest FROM store")) {
            throw file.corrupt("it has " + count + " runs where " + written + " were written"
                    + (count == written ? ", with other checksums" : ""));
        }
    }

    private void put(StepRuns step, Run run) {
        step.add(run);
        count++;
        digest += checksums.ofRun(step.name, run);
    }

    /** The newest epoch that any run has rows of; 0 when there are none. */
    long newest() {
        return steps.values().stream()
                .flatMap(step -> step.runs().stream())
                .mapToLong(Run::last)
                .max()
                .orElse(0);
    }

    /** Ids of all steps that have rows. */
    List<String> steps() {
        return steps.values().stream()
                .filter(step -> !step.runs().isEmpty())
                .map(step -> step.name)
                .toList();
    }

    /** The newest version of each key of these steps as of an epoch. */
    PartitionFile.Rows rows(List<String> wanted, long upTo) {
        List<StepRuns> found = new ArrayList<>();
        for (String step : wanted) {
            StepRuns runs = steps.get(step);
            if (runs != null) {
                found.add(runs);
            }
        }
        return new NewestRows(table, file.name(), found.iterator(), upTo);
    }

    /** Forgets all that is later than an epoch. */
    void cut(long epoch) throws SQLException {
        for (StepRuns step : steps.values()) {
            for (Run run : List.copyOf(step.runs())) {
                if (run.last() > epoch) {
                    Optional<Run> rest = run.first() > epoch ? Optional.empty() : Optional.of(run.cutTo(epoch));
                    exchange(step, run, rest);
                    if (rest.isEmpty()) {
                        garbage.add(run.id(), 0, run.blocks());
                    }
                }
            }
        }
    }

    /** Puts a run, or none, in the place of another one, here and in the file. */
    private void exchange(StepRuns step, Run old, Optional<Run> by) throws SQLException {
        step.replace(old, by);
        table.deleteRun(old.id());
        count--;
        digest -= checksums.ofRun(step.name, old);
        if (by.isPresent()) {
            table.insertRun(step.number, by.get());
            count++;
            digest += checksums.ofRun(step.name, by.get());
        }
    }

    /** Adds rows of an epoch; those of a step from a worker must come in the order of {@link StateRow#ORDER}, over all calls. */
    void write(long epoch, int worker, List<StateRow> rows) throws SQLException {
        for (StateRow row : rows) {
            if (!fresh.isAt(row.stepId(), worker)) {
                fresh.goTo(step(row.stepId()), worker, epoch, this);
            }
            fresh.add(row, epoch);
        }
    }

    private StepRuns step(String name) throws SQLException {
        StepRuns known = steps.get(name);
        if (known != null) {
            return known;
        }
        try (PreparedStatement insert = file.prepare("INSERT INTO step (name) VALUES (?)")) {
            insert.setString(1, name);
            insert.executeUpdate();
        }
        var step = new StepRuns(table, file.number("SELECT last_insert_rowid()"), name);
        steps.put(name, step);
        return step;
    }

    /** The epoch has come as a whole; gives the number of its rows. */
    long finish(long epoch) throws SQLException {
        long rows = 0;
        for (FreshRuns.Made made : fresh.finish(epoch)) {
            table.insertRun(made.step().number, made.run());
            put(made.step(), made.run());
            made.step().pay(made.run().bytes());
            rows += made.run().rows();
        }
        return rows;
    }

    /** Whether merges are paid for that may have to be done. */
    boolean isPaid() {
        return steps.values().stream().anyMatch(StepRuns::isPaid);
    }

    /**
     * Goes on with merging runs, as far as what was written pays for it.
     *
     * @param bytes how much to go through at most, about
     * @param committed as of {@link StepRuns#merge}
     * @return whether there was anything to do
     */
    boolean merge(long bytes, long committed, long floor) throws SQLException {
        boolean any = false;
        for (StepRuns step : steps.values()) {
            any |= step.merge(bytes, committed, floor, this);
        }
        garbage.collect();
        return any;
    }

    @Override
    public long newId() {
        return nextId++;
    }

    @Override
    public void replace(StepRuns step, StepRuns.Merged merged) throws SQLException {
        Optional<Run> output = Optional.of(merged.output()).filter(run -> run.rows() > 0);
        for (Run input : merged.inputs()) {
            exchange(step, input, output);
            garbage.add(input.id(), 0, input.blocks());
            output = Optional.empty(); // it stands where the first was
        }
    }

    /** Writes what the next opening is to find. */
    void note() throws SQLException {
        table.note(count, digest);
    }

    @Override
    public void close() throws SQLException {
        table.close();
    }
}
