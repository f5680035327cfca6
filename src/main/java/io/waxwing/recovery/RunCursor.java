package io.waxwing.recovery;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.sql.SQLException;

/** Goes through the valid rows of a run, with one block in memory; the checksum of each block is checked. */
final class RunCursor {
    /** The row it stands at. */
    final RowView row = new RowView();

    private final SqliteRuns table;
    private final String step;
    private final Run run;
    private ByteBuffer block = ByteBuffer.allocate(0);
    private int left;
    private int place;

    RunCursor(SqliteRuns table, String step, Run run) {
        this.table = table;
        this.step = step;
        this.run = run;
    }

    /** Goes to the next row; false at the end. */
    boolean next() throws SQLException {
        do {
            while (left == 0) {
                if (place == run.blocks()) {
                    return false;
                }
                Block next = table.block(step, run, place++);
                block = ByteBuffer.wrap(next.bytes());
                left = next.rows();
            }
            left--;
            try {
                parse();
            } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
                throw table.corrupt("block " + (place - 1) + " of run " + run.id() + " cannot be read");
            }
        } while (row.epoch > run.last());
        return true;
    }

    private void parse() {
        row.hash = block.getLong();
        row.epoch = run.first() + number();
        row.keyLength = Math.toIntExact(number());
        row.stateLength = Math.toIntExact(number() - 1);
        row.keyBytes = block.array();
        row.stateBytes = row.keyBytes;
        row.keyAt = block.position();
        row.stateAt = row.keyAt + row.keyLength;
        block.position(row.stateAt + Math.max(0, row.stateLength));
    }

    private long number() {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = block.get();
            number |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return number;
            }
        }
    }
}
