package io.waxwing.recovery;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A partition in a SQLite file: {@link PartitionRuns} and seals, and when which transaction ends. What merges do between two epochs is
 * committed with the next one.
 */
final class SqlitePartition implements PartitionFile {
    private static final int BLOCK_BYTES = 64 << 10;
    private static final long QUICK_CHECK_BYTES = 1L << 30;
    private static final long SLICE_BYTES = 256 << 10;

    private final SqliteFile file;
    private final StorePoint.Watch watch;
    private final PartitionRuns runs;
    private final InstantSource time;
    private boolean inTransaction;
    /** Whether rows of an epoch have been written since the last commit. */
    private boolean isWriting;

    /** Whether a merge failed in the middle. */
    private boolean isBroken;

    private long floor;
    private long committed;

    private SqlitePartition(SqliteFile file, StorePoint.Watch watch, int blockBytes, InstantSource time)
            throws SQLException {
        this.file = file;
        this.watch = watch;
        this.time = time;
        this.runs = PartitionRuns.of(file, blockBytes);
        this.floor = file.number("SELECT floor FROM store");
    }

    /**
     * Takes over an open file.
     *
     * @param thorough whether to check the structure completely, however large the file is
     */
    static SqlitePartition of(SqliteFile file, StorePoint.Watch watch, boolean thorough) {
        try {
            SqliteSchema.check(file);
            check(file, thorough);
            var partition = new SqlitePartition(file, watch, BLOCK_BYTES, InstantSource.system());
            partition.checkSeals();
            return partition;
        } catch (SQLException e) {
            throw SqliteErrors.of(file.name(), "checking it", e);
        }
    }

    /** The same with blocks of so many bytes and a clock, for tests. */
    static SqlitePartition withBlocks(SqliteFile file, StorePoint.Watch watch, int blockBytes, InstantSource time) {
        try {
            return new SqlitePartition(file, watch, blockBytes, time);
        } catch (SQLException e) {
            throw SqliteErrors.of(file.name(), "checking it", e);
        }
    }

    /** A run is committed together with the seal of its epoch, so none is newer than the newest seal. */
    private void checkSeals() throws SQLException {
        long sealed = facts().sealed();
        if (runs.newest() > sealed) {
            throw file.corrupt("it has rows of epoch " + runs.newest() + ", but its newest seal is of epoch " + sealed);
        }
    }

    private static void check(SqliteFile file, boolean thorough) throws SQLException {
        long bytes = file.number("PRAGMA page_count") * file.number("PRAGMA page_size");
        if (thorough || bytes < QUICK_CHECK_BYTES) {
            String found = file.text(thorough ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)");
            if (!found.equals("ok")) {
                throw file.corrupt(found.replace('\n', ' '));
            }
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
            open();
            runs.cut(execution.resumeEpoch());
            file.run("DELETE FROM seal WHERE epoch > " + execution.resumeEpoch());
            file.run("DELETE FROM execution WHERE resume_epoch >= " + execution.resumeEpoch());
            try (PreparedStatement insert = file.prepare("INSERT INTO execution VALUES (?, ?, ?)")) {
                insert.setLong(1, execution.number());
                insert.setLong(2, execution.resumeEpoch());
                insert.setString(3, execution.generation());
                insert.executeUpdate();
            }
            nameFlow(flowId);
            watch.at(StorePoint.CUTTING);
            commit();
            committed = execution.resumeEpoch();
        } catch (SQLException e) {
            throw SqliteErrors.of(file.name(), "preparing it for execution " + execution.number(), e);
        }
    }

    private void nameFlow(@Nullable String flowId) throws SQLException {
        try (PreparedStatement name = file.prepare("UPDATE store SET flow_id = ?")) {
            name.setString(1, flowId);
            name.executeUpdate();
        }
    }

    @Override
    public Rows rows(List<String> wanted) {
        return rows(wanted, Long.MAX_VALUE);
    }

    /** The same as of an epoch. */
    Rows rows(List<String> wanted, long upTo) {
        return runs.rows(wanted, upTo);
    }

    /** Makes a new partition one of a flow that has run: its history goes up to an execution. */
    void adopt(@Nullable String flowId, long execution) {
        try {
            nameFlow(flowId);
            if (execution > 0) {
                file.run("INSERT INTO execution VALUES (" + execution + ", 0, 'repartition')");
            }
        } catch (SQLException e) {
            throw SqliteErrors.of(file.name(), "filling it", e);
        }
    }

    @Override
    public void copyTo(Path path) {
        try {
            if (inTransaction) {
                commit();
            }
            try (PreparedStatement copy = file.prepare("VACUUM INTO ?")) {
                copy.setString(1, path.toAbsolutePath().toString());
                copy.executeUpdate();
            }
            StoreDirectory.force(path);
        } catch (SQLException e) {
            throw SqliteErrors.of(file.name(), "copying it to " + path, e);
        } catch (IOException e) {
            throw new RecoveryException(path + " cannot be made durable: " + e.getMessage(), e);
        }
    }

    @Override
    public List<OldSeal> seals() {
        List<OldSeal> seals = new ArrayList<>();
        long now = time.millis();
        try (PreparedStatement query = file.prepare("SELECT epoch, at FROM seal ORDER BY epoch");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                seals.add(new OldSeal(rows.getLong(1), Duration.ofMillis(Math.max(0, now - rows.getLong(2)))));
            }
        } catch (SQLException e) {
            throw SqliteErrors.of(file.name(), "reading its seals", e);
        }
        return seals;
    }

    @Override
    public List<String> steps() {
        return runs.steps();
    }

    @Override
    public void write(long epoch, int worker, List<StateRow> rows) {
        try {
            open();
            isWriting = true;
            runs.write(epoch, worker, rows);
        } catch (SQLException e) {
            throw SqliteErrors.of(file.name(), "writing epoch " + epoch, e);
        }
    }

    @Override
    public void seal(long epoch, long execution, long newFloor) {
        seal(epoch, execution, newFloor, time.millis());
    }

    /** The same for a copy of what was sealed before. */
    void sealAsAt(long at, long epoch, long execution) {
        seal(epoch, execution, epoch, at);
    }

    private void seal(long epoch, long execution, long newFloor, long at) {
        try {
            open();
            isWriting = true;
            floor = Math.max(floor, newFloor);
            committed = epoch - 1;
            while (runs.merge(SLICE_BYTES, committed, floor)) {
                // what was paid for by the epoch before and has not been done since
            }
            watch.at(StorePoint.COLLECTED);
            long rows = runs.finish(epoch);
            file.run("DELETE FROM seal WHERE epoch < " + floor);
            file.run("INSERT INTO seal VALUES (" + epoch + ", " + execution + ", " + rows + ", " + at + ")");
            file.run("UPDATE store SET floor = " + floor);
            watch.at(StorePoint.BEFORE_COMMIT);
            commit();
            file.checkInPlace();
        } catch (SQLException e) {
            throw SqliteErrors.of(file.name(), "sealing epoch " + epoch, e);
        }
    }

    @Override
    public boolean tidy() {
        if (isWriting || !runs.isPaid()) {
            return false;
        }
        try {
            open();
            isBroken = true;
            boolean any = runs.merge(SLICE_BYTES, committed, floor);
            isBroken = false;
            if (any) {
                watch.at(StorePoint.MERGED);
            }
            return any;
        } catch (SQLException e) {
            throw SqliteErrors.of(file.name(), "merging what is saved", e);
        }
    }

    private void open() throws SQLException {
        if (!inTransaction) {
            file.run("BEGIN IMMEDIATE");
            inTransaction = true;
        }
    }

    private void commit() throws SQLException {
        runs.note();
        file.run("COMMIT");
        inTransaction = false;
        isWriting = false;
    }

    @Override
    public void close() {
        try (file; // what is not committed is gone
                runs) {
            if (inTransaction && !isWriting && !isBroken) {
                file.run("ROLLBACK");
                inTransaction = false;
            }
            if (!inTransaction) {
                file.checkpoint();
            }
        } catch (SQLException e) {
            throw SqliteErrors.of(file.name(), "closing it", e);
        }
    }
}
