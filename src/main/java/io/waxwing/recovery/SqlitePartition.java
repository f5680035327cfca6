package io.waxwing.recovery;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A partition in a SQLite file. What is in it as a whole is guarded by the number of its rows and the sum of their checksums, which each
 * commit writes; so rows that vanish are noticed as well as rows that change.
 */
final class SqlitePartition implements PartitionFile {
    private static final long QUICK_CHECK_BYTES = 1L << 30;

    /** A key that is gone, and since when. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    private record Gone(long step, byte[] key, long epoch) {}

    private final SqliteFile file;
    private final StorePoint.Watch watch;
    private final Map<String, Long> steps = new TreeMap<>();
    private final Deque<Gone> gone = new ArrayDeque<>();
    private final RowChecksum checksum = new RowChecksum();
    private final String generation;
    private @Nullable SqliteWrites writes;
    private boolean inTransaction;
    private long written;
    private long total;
    private long digest;
    private long floor;

    private SqlitePartition(SqliteFile file, StorePoint.Watch watch, String generation) {
        this.file = file;
        this.watch = watch;
        this.generation = generation;
    }

    /**
     * Takes over an open file.
     *
     * @param generation names the run, for whoever looks into the file later
     * @param thorough whether to check structure and all rows however large it is
     */
    static SqlitePartition of(SqliteFile file, StorePoint.Watch watch, String generation, boolean thorough) {
        var partition = new SqlitePartition(file, watch, generation);
        try {
            SqliteSchema.check(file);
            partition.check(thorough);
            return partition;
        } catch (SQLException e) {
            throw SqliteErrors.of(file.name(), "checking it", e);
        }
    }

    private void check(boolean thorough) throws SQLException {
        long bytes = file.number("PRAGMA page_count") * file.number("PRAGMA page_size");
        if (thorough || bytes < QUICK_CHECK_BYTES) {
            String found = file.text(thorough ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)");
            if (!found.equals("ok")) {
                throw new RecoveryException(
                        file.name() + " is corrupt (" + found.replace('\n', ' ') + "); put back a backup");
            }
        }
        try (PreparedStatement query = file.prepare("SELECT id, name FROM step");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                steps.put(String.valueOf(rows.getString(2)), rows.getLong(1));
            }
        }
        total = file.number("SELECT total FROM store");
        digest = file.number("SELECT digest FROM store");
        floor = file.number("SELECT floor FROM store");
        long written = total;
        long sum = digest;
        count();
        if (total != written || digest != sum) {
            throw new RecoveryException(file.name() + " is corrupt (it has " + total + " rows where " + written
                    + " were written" + (total == written ? ", with other checksums" : "") + "); put back a backup");
        }
    }

    private void count() throws SQLException {
        try (PreparedStatement query = file.prepare("SELECT count(*), ifnull(sum(crc), 0) FROM state");
                ResultSet row = query.executeQuery()) {
            total = row.next() ? row.getLong(1) : 0;
            digest = row.getLong(2);
        }
    }

    @Override
    public PartitionFacts facts() {
        try {
            return SqliteSchema.facts(file);
        } catch (SQLException e) {
            throw SqliteErrors.of(file.name(), "reading what it is", e);
        }
    }

    @Override
    public void begin(Execution execution, String flowId) {
        try {
            file.run("BEGIN IMMEDIATE");
            inTransaction = true;
            if (facts().sealed() > execution.resumeEpoch()) {
                file.run("DELETE FROM state WHERE epoch > " + execution.resumeEpoch());
                file.run("DELETE FROM seal WHERE epoch > " + execution.resumeEpoch());
                count();
            }
            file.run("DELETE FROM execution WHERE resume_epoch >= " + execution.resumeEpoch());
            try (PreparedStatement insert = file.prepare("INSERT INTO execution VALUES (?, ?, ?)")) {
                insert.setLong(1, execution.number());
                insert.setLong(2, execution.resumeEpoch());
                insert.setString(3, generation);
                insert.executeUpdate();
            }
            try (PreparedStatement name = file.prepare("UPDATE store SET flow_id = ?")) {
                name.setString(1, flowId);
                name.executeUpdate();
            }
            file.run("UPDATE store SET total = " + total + ", digest = " + digest);
            watch.at(StorePoint.CUTTING);
            file.run("COMMIT");
            inTransaction = false;
        } catch (SQLException e) {
            throw SqliteErrors.of(file.name(), "preparing it for execution " + execution.number(), e);
        }
    }

    @Override
    public Rows rows(List<String> wanted) {
        return rows(wanted, Long.MAX_VALUE);
    }

    /** The same as of an epoch. */
    Rows rows(List<String> wanted, long upTo) {
        return new StepRows(wanted.iterator(), upTo);
    }

    /** Makes a new partition one of a flow that has run: its history goes up to an execution. */
    void adopt(@Nullable String flowId, long execution) {
        try (PreparedStatement flow = file.prepare("UPDATE store SET flow_id = ?")) {
            flow.setString(1, flowId);
            flow.executeUpdate();
            if (execution > 0) {
                file.run("INSERT INTO execution VALUES (" + execution + ", 0, 'repartition')");
            }
        } catch (SQLException e) {
            throw SqliteErrors.of(file.name(), "filling it", e);
        }
    }

    @Override
    public void copyTo(Path path) {
        try (PreparedStatement copy = file.prepare("VACUUM INTO ?")) {
            copy.setString(1, path.toAbsolutePath().toString());
            copy.executeUpdate();
            StoreDirectory.force(path);
        } catch (SQLException e) {
            throw SqliteErrors.of(file.name(), "copying it to " + path, e);
        } catch (IOException e) {
            throw new RecoveryException(path + " cannot be made durable: " + e.getMessage(), e);
        }
    }

    /** The rows of one step after the other. */
    private final class StepRows implements Rows {
        private final Iterator<String> wanted;
        private final long upTo;
        private @Nullable SqliteRows current;

        StepRows(Iterator<String> wanted, long upTo) {
            this.wanted = wanted;
            this.upTo = upTo;
        }

        @Override
        public @Nullable StateRow next() {
            try {
                while (true) {
                    if (current == null) {
                        if (!wanted.hasNext()) {
                            return null;
                        }
                        String step = wanted.next();
                        Long number = steps.get(step);
                        if (number == null) {
                            continue;
                        }
                        current = new SqliteRows(
                                file,
                                number,
                                step,
                                upTo,
                                version ->
                                        gone.add(new Gone(number, version.row().key(), version.epoch())));
                    }
                    StateRow row = current.next();
                    if (row != null) {
                        return row;
                    }
                    close();
                }
            } catch (SQLException e) {
                throw SqliteErrors.of(file.name(), "reading saved state", e);
            }
        }

        @Override
        public void close() {
            SqliteRows open = current;
            current = null;
            if (open != null) {
                try {
                    open.close();
                } catch (SQLException e) {
                    throw SqliteErrors.of(file.name(), "reading saved state", e);
                }
            }
        }
    }

    @Override
    public List<String> steps() {
        return List.copyOf(steps.keySet());
    }

    @Override
    public void write(long epoch, List<StateRow> rows, long newFloor) {
        try {
            SqliteWrites into = open();
            boolean isEmpty = total == 0;
            for (StateRow row : rows) {
                long step = step(row.stepId());
                byte[] state = row.state();
                if (!isEmpty) {
                    into.forget(step, row.key(), newFloor);
                }
                long crc = checksum.of(row.stepId(), epoch, row.hash(), row.key(), state);
                into.insert(step, row, epoch, crc);
                total++;
                digest += crc;
                if (state == null) {
                    gone.add(new Gone(step, row.key(), epoch));
                }
            }
            finish(into);
            written += rows.size();
        } catch (SQLException e) {
            throw SqliteErrors.of(file.name(), "writing epoch " + epoch, e);
        }
    }

    @Override
    public void seal(long epoch, long execution, long newFloor) {
        try {
            SqliteWrites into = open();
            floor = Math.max(floor, newFloor);
            long of = 0;
            for (Gone next; (next = gone.peek()) != null && next.epoch <= floor; gone.remove()) {
                if (next.epoch != of) {
                    of = next.epoch;
                    into.flush(); // a key may have come and gone several times
                }
                into.forgetUpTo(next.step, next.key, next.epoch);
            }
            finish(into);
            watch.at(StorePoint.COLLECTED);
            file.run("DELETE FROM seal WHERE epoch < " + floor);
            file.run("INSERT INTO seal VALUES (" + epoch + ", " + execution + ", " + written + ")");
            file.run("UPDATE store SET floor = " + floor + ", total = " + total + ", digest = " + digest);
            watch.at(StorePoint.BEFORE_COMMIT);
            file.run("COMMIT");
            inTransaction = false;
            written = 0;
        } catch (SQLException e) {
            throw SqliteErrors.of(file.name(), "sealing epoch " + epoch, e);
        }
    }

    private void finish(SqliteWrites into) throws SQLException {
        into.flush();
        total -= into.takeDropped();
        digest -= into.takeDroppedDigest();
    }

    private SqliteWrites open() throws SQLException {
        if (!inTransaction) {
            file.run("BEGIN IMMEDIATE");
            inTransaction = true;
        }
        SqliteWrites open = writes;
        if (open == null) {
            open = new SqliteWrites(file);
            writes = open;
        }
        return open;
    }

    private long step(String name) throws SQLException {
        Long known = steps.get(name);
        if (known != null) {
            return known;
        }
        try (PreparedStatement insert = file.prepare("INSERT INTO step (name) VALUES (?)")) {
            insert.setString(1, name);
            insert.executeUpdate();
        }
        long number = file.number("SELECT last_insert_rowid()");
        steps.put(name, number);
        return number;
    }

    @Override
    public void close() {
        try (file) { // what is not committed is gone
            if (writes != null) {
                writes.close();
            }
            if (!inTransaction) {
                file.checkpoint();
            }
        } catch (SQLException e) {
            throw SqliteErrors.of(file.name(), "closing it", e);
        }
    }
}
