package io.waxwing.recovery;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Goes through the rows of a step in the order of keys and epochs, and hands out the newest version of each key. Each row's checksum is checked. */
final class SqliteRows implements AutoCloseable {
    /** A version of a key. */
    record Version(StateRow row, long epoch) {}

    private final SqliteFile file;
    private final String step;
    private final PreparedStatement query;
    private final ResultSet rows;
    private final Consumer<Version> onGone;
    private final RowChecksum checksum = new RowChecksum();
    private @Nullable Version ahead;

    /**
     * Begins to read.
     *
     * @param upTo later epochs are passed over
     * @param onGone is told of keys whose newest version says that they are gone
     */
    SqliteRows(SqliteFile file, long stepNumber, String step, long upTo, Consumer<Version> onGone) throws SQLException {
        this.file = file;
        this.step = step;
        this.onGone = onGone;
        query = file.prepare(
                "SELECT key, epoch, hash, crc, value FROM state WHERE step = ? AND epoch <= ? ORDER BY key, epoch");
        query.setLong(1, stepNumber);
        query.setLong(2, upTo);
        rows = query.executeQuery();
        ahead = read();
    }

    /** The newest version of the next key that is not gone; null at the end. */
    @Nullable
    StateRow next() throws SQLException {
        while (ahead != null) {
            Version newest = ahead;
            Version following = read();
            while (following != null && Arrays.equals(following.row.key(), newest.row.key())) {
                newest = following;
                following = read();
            }
            ahead = following;
            if (newest.row.state() != null) {
                return newest.row;
            }
            onGone.accept(newest);
        }
        return null;
    }

    private @Nullable Version read() throws SQLException {
        if (!rows.next()) {
            return null;
        }
        byte[] key = rows.getBytes(1);
        long epoch = rows.getLong(2);
        long hash = rows.getLong(3);
        long crc = rows.getLong(4);
        byte[] value = rows.getBytes(5);
        if (checksum.of(step, epoch, hash, key, value) != crc) {
            throw new RecoveryException(file.name() + " is corrupt (a row of step \"" + step + "\" of epoch " + epoch
                    + " does not have its checksum); put back a backup");
        }
        return new Version(new StateRow(step, hash, key, value), epoch);
    }

    @Override
    public void close() throws SQLException {
        try (query) {
            rows.close();
        }
    }
}
