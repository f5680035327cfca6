package io.waxwing.recovery;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Packs rows into the bytes of a {@link Block}. */
final class BlockBuffer {
    private static final int SMALLEST = 1 << 10;
    private static final int LENGTHS = Long.BYTES + 10 + 5 + 5;

    private final int limit;
    private ByteBuffer bytes;
    private int rows;

    /** One for blocks of so many bytes; a row that is larger gets a block for itself. */
    BlockBuffer(int limit) {
        this.limit = limit;
        this.bytes = ByteBuffer.allocate(Math.min(limit, SMALLEST));
    }

    int rows() {
        return rows;
    }

    /** Whether a row goes into this block. */
    boolean hasRoomFor(RowView row) {
        return rows == 0 || bytes.position() + size(row) <= limit;
    }

    private static long size(RowView row) {
        return (long) LENGTHS + row.keyLength + Math.max(0, row.stateLength);
    }

    /**
     * Adds a row behind those there are.
     *
     * @param first of the run
     */
    void add(RowView row, long first) {
        makeRoom(size(row));
        bytes.putLong(row.hash);
        putNumber(row.epoch - first);
        putNumber(row.keyLength);
        putNumber(row.stateLength + 1L);
        bytes.put(row.keyBytes, row.keyAt, row.keyLength);
        if (!row.isGone()) {
            bytes.put(row.stateBytes, row.stateAt, row.stateLength);
        }
        rows++;
    }

    private void makeRoom(long more) {
        long needed = bytes.position() + more;
        if (needed > bytes.capacity()) {
            long capacity = Math.max(needed, Math.min(limit, 4L * bytes.capacity()));
            bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), Math.toIntExact(capacity)))
                    .position(bytes.position());
        }
    }

    private void putNumber(long number) {
        long rest = number;
        while (rest > 0x7f) {
            bytes.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    /** The bytes; the next row begins a new block. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes.array(), bytes.position());
        rows = 0;
        if (bytes.capacity() > 2 * limit) {
            bytes = ByteBuffer.allocate(limit);
        }
        bytes.clear();
        return taken;
    }
}
