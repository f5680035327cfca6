package io.waxwing.recovery;

import java.sql.SQLException;

/** Makes a run of rows that come in their order. */
final class RunWriter {
    private final SqliteRuns table;
    private final String step;
    private final long id;
    private final long first;
    private final BlockBuffer buffer;
    private long rows;
    private int blocks;
    private long bytes;
    private long digest;

    /**
     * Begins one that is not there yet.
     *
     * @param first no row will be of an earlier epoch
     */
    RunWriter(SqliteRuns table, String step, long id, long first) {
        this.table = table;
        this.step = step;
        this.id = id;
        this.first = first;
        this.buffer = new BlockBuffer(table.blockBytes());
    }

    void add(RowView row) throws SQLException {
        if (!buffer.hasRoomFor(row)) {
            flush();
        }
        buffer.add(row, first);
    }

    private void flush() throws SQLException {
        int count = buffer.rows();
        byte[] packed = buffer.take();
        digest += table.insertBlock(step, id, blocks, count, packed);
        rows += count;
        bytes += packed.length;
        blocks++;
    }

    /** What was written, all of it in blocks; valid for epochs up to the last. */
    Run finish(long last) throws SQLException {
        if (buffer.rows() > 0) {
            flush();
        }
        return new Run(id, first, last, rows, blocks, bytes, digest);
    }
}
