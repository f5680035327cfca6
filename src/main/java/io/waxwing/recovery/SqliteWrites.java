package io.waxwing.recovery;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The statements that run for every row, prepared once. Insertions and deletions go to SQLite some hundreds at a time, which costs half of
 * what single ones do; what deletions take away is known when they are asked for.
 */
final class SqliteWrites implements AutoCloseable {
    private static final int AT_ONCE = 256;

    private final PreparedStatement versions;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private int inserts;
    private int deletes;
    private long dropped;
    private long droppedDigest;

    SqliteWrites(SqliteFile file) throws SQLException {
        versions =
                file.prepare("SELECT epoch, crc FROM state WHERE step = ? AND key = ? AND epoch <= ? ORDER BY epoch");
        insert = file.prepare("INSERT INTO state (step, key, epoch, hash, crc, value) VALUES (?, ?, ?, ?, ?, ?)");
        delete = file.prepare("DELETE FROM state WHERE step = ? AND key = ? AND epoch = ?");
    }

    /** Adds a version; there after {@link #flush}. */
    void insert(long step, StateRow row, long epoch, long crc) throws SQLException {
        insert.setLong(1, step);
        insert.setBytes(2, row.key());
        insert.setLong(3, epoch);
        insert.setLong(4, row.hash());
        insert.setLong(5, crc);
        insert.setBytes(6, row.state());
        insert.addBatch();
        if (++inserts == AT_ONCE) {
            flush();
        }
    }

    /** Drops the versions of a key that no epoch from the floor on needs; gone after {@link #flush}. */
    void forget(long step, byte[] key, long floor) throws SQLException {
        drop(step, key, floor, false);
    }

    /** Drops the versions of a key up to an epoch, that one included; gone after {@link #flush}. */
    void forgetUpTo(long step, byte[] key, long epoch) throws SQLException {
        drop(step, key, epoch, true);
    }

    private void drop(long step, byte[] key, long upTo, boolean newest) throws SQLException {
        versions.setLong(1, step);
        versions.setBytes(2, key);
        versions.setLong(3, upTo);
        try (ResultSet found = versions.executeQuery()) {
            boolean more = found.next();
            while (more) {
                long epoch = found.getLong(1);
                long crc = found.getLong(2);
                more = found.next();
                if (more || newest) {
                    delete.setLong(1, step);
                    delete.setBytes(2, key);
                    delete.setLong(3, epoch);
                    delete.addBatch();
                    deletes++;
                    dropped++;
                    droppedDigest += crc;
                }
            }
        }
        if (deletes >= AT_ONCE) {
            flush();
        }
    }

    /** Does what was asked for. */
    void flush() throws SQLException {
        if (deletes > 0) {
            deletes = 0;
            delete.executeBatch();
        }
        if (inserts > 0) {
            inserts = 0;
            insert.executeBatch();
        }
    }

    /** How many versions were dropped since the last call. */
    long takeDropped() {
        long rows = dropped;
        dropped = 0;
        return rows;
    }

    /** The sum of their checksums, since the last call. */
    long takeDroppedDigest() {
        long digest = droppedDigest;
        droppedDigest = 0;
        return digest;
    }

    @Override
    public void close() throws SQLException {
        versions.close();
        insert.close();
        delete.close();
    }
}
