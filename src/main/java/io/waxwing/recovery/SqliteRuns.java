package io.waxwing.recovery;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables of runs and their blocks. Blocks whose run is not in the table of runs count for nothing. */
final class SqliteRuns implements AutoCloseable {
    /** A run and the number of its step. */
    record Stored(long step, Run run) {}

    /** What there is of the blocks of a run. */
    record Blocks(int count, long digest, int first, int last) {}

    private final SqliteFile file;
    private final int blockBytes;
    private final Checksums checksums = new Checksums();
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private long inserted;

    /** Blocks that are made have so many bytes at most, unless a single row has more. */
    SqliteRuns(SqliteFile file, int blockBytes) {
        this.file = file;
        this.blockBytes = blockBytes;
    }

    int blockBytes() {
        return blockBytes;
    }

    /** How many blocks were added since it was opened. */
    long inserted() {
        return inserted;
    }

    private PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = file.prepare(sql);
            statements.put(sql, known);
        }
        return known;
    }

    /** Adds a block; gives its checksum. */
    long insertBlock(String step, long run, int place, int rows, byte[] bytes) throws SQLException {
        long crc = checksums.ofBlock(step, run, place, rows, bytes);
        PreparedStatement insert =
                statement("INSERT INTO block (run, place, row_count, crc, bytes) VALUES (?, ?, ?, ?, ?)");
        insert.setLong(1, run);
        insert.setInt(2, place);
        insert.setInt(3, rows);
        insert.setLong(4, crc);
        insert.setBytes(5, bytes);
        insert.executeUpdate();
        inserted++;
        return crc;
    }

    /** Reads a block, and checks it. */
    Block block(String step, Run run, int place) throws SQLException {
        PreparedStatement query = statement("SELECT row_count, crc, bytes FROM block WHERE run = ? AND place = ?");
        query.setLong(1, run.id());
        query.setInt(2, place);
        try (ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                throw corrupt("block " + place + " of run " + run.id() + " of step \"" + step + "\" is not there");
            }
            byte[] bytes = row.getBytes(3);
            var block = new Block(row.getInt(1), row.getLong(2), bytes == null ? new byte[0] : bytes);
            if (checksums.ofBlock(step, run.id(), place, block.rows(), block.bytes()) != block.crc()) {
                throw corrupt("block " + place + " of run " + run.id() + " of step \"" + step
                        + "\" does not have its checksum");
            }
            return block;
        }
    }

    /** Deletes the blocks of a run from a place on to before another one. */
    void deleteBlocks(long run, int from, int to) throws SQLException {
        PreparedStatement delete = statement("DELETE FROM block WHERE run = ? AND place >= ? AND place < ?");
        delete.setLong(1, run);
        delete.setInt(2, from);
        delete.setInt(3, to);
        delete.executeUpdate();
    }

    void insertRun(long step, Run run) throws SQLException {
        PreparedStatement insert =
                statement("INSERT INTO run (id, step, first_epoch, last_epoch, row_count, blocks, bytes, digest)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        insert.setLong(1, run.id());
        insert.setLong(2, step);
        insert.setLong(3, run.first());
        insert.setLong(4, run.last());
        insert.setLong(5, run.rows());
        insert.setInt(6, run.blocks());
        insert.setLong(7, run.bytes());
        insert.setLong(8, run.digest());
        insert.executeUpdate();
    }

    /** From now on the blocks of a run count for nothing. */
    void deleteRun(long run) throws SQLException {
        PreparedStatement delete = statement("DELETE FROM run WHERE id = ?");
        delete.setLong(1, run);
        delete.executeUpdate();
    }

    /** All runs that count, the oldest first. */
    List<Stored> runs() throws SQLException {
        List<Stored> runs = new ArrayList<>();
        try (PreparedStatement query =
                        file.prepare("SELECT step, id, first_epoch, last_epoch, row_count, blocks, bytes, digest"
                                + " FROM run ORDER BY last_epoch, id");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                runs.add(new Stored(
                        rows.getLong(1),
                        new Run(
                                rows.getLong(2),
                                rows.getLong(3),
                                rows.getLong(4),
                                rows.getLong(5),
                                rows.getInt(6),
                                rows.getLong(7),
                                rows.getLong(8))));
            }
        }
        return runs;
    }

    /** What blocks there are, by run. Reads the checksums as they were written, not what they are of. */
    Map<Long, Blocks> blocks() throws SQLException {
        Map<Long, Blocks> blocks = new HashMap<>();
        try (PreparedStatement query =
                        file.prepare("SELECT run, count(*), sum(crc), min(place), max(place) FROM block GROUP BY run");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                blocks.put(
                        rows.getLong(1), new Blocks(rows.getInt(2), rows.getLong(3), rows.getInt(4), rows.getInt(5)));
            }
        }
        return blocks;
    }

    /** Writes what the next opening is to find. */
    void note(long count, long digest) throws SQLException {
        PreparedStatement update = statement("UPDATE store SET runs = ?, digest = ?");
        update.setLong(1, count);
        update.setLong(2, digest);
        update.executeUpdate();
    }

    RecoveryException corrupt(String what) {
        return file.corrupt(what);
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        statements.clear();
    }
}
