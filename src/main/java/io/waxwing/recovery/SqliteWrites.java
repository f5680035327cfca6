package io.waxwing.recovery;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The statements that run for every row, prepared once. */
final class SqliteWrites implements AutoCloseable {
    /** What a deletion took away. */
    record Dropped(long rows, long digest) {}

    private static final Dropped NOTHING = new Dropped(0, 0);

    private final PreparedStatement insert;
    private final PreparedStatement forget;
    private final PreparedStatement forgetUpTo;

    SqliteWrites(SqliteFile file) throws SQLException {
        insert = file.prepare("INSERT INTO state (step, key, epoch, hash, crc, value) VALUES (?, ?, ?, ?, ?, ?)");
        forget = file.prepare("DELETE FROM state WHERE step = ?1 AND key = ?2 AND epoch <"
                + " (SELECT max(epoch) FROM state WHERE step = ?1 AND key = ?2 AND epoch <= ?3) RETURNING crc");
        forgetUpTo = file.prepare("DELETE FROM state WHERE step = ?1 AND key = ?2 AND epoch <= ?3 RETURNING crc");
    }

    void insert(long step, StateRow row, long epoch, long crc) throws SQLException {
        insert.setLong(1, step);
        insert.setBytes(2, row.key());
        insert.setLong(3, epoch);
        insert.setLong(4, row.hash());
        insert.setLong(5, crc);
        insert.setBytes(6, row.state());
        insert.executeUpdate();
    }

    /** Drops the versions of a key that no epoch from the floor on needs. */
    Dropped forget(long step, byte[] key, long floor) throws SQLException {
        return run(forget, step, key, floor);
    }

    /** Drops the versions of a key up to an epoch, that one included. */
    Dropped forgetUpTo(long step, byte[] key, long epoch) throws SQLException {
        return run(forgetUpTo, step, key, epoch);
    }

    private static Dropped run(PreparedStatement delete, long step, byte[] key, long epoch) throws SQLException {
        delete.setLong(1, step);
        delete.setBytes(2, key);
        delete.setLong(3, epoch);
        long rows = 0;
        long digest = 0;
        try (ResultSet dropped = delete.executeQuery()) {
            while (dropped.next()) {
                rows++;
                digest += dropped.getLong(1);
            }
        }
        return rows == 0 ? NOTHING : new Dropped(rows, digest);
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        forget.close();
        forgetUpTo.close();
    }
}
