package io.waxwing.connector;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes of an input that have been read and not been handed out yet, and at which offset of the input they are. Grows so that what is
 * to be handed out in one piece fits in.
 *
 * <pre>
 *   bytes   |  handed out  |  to be handed out  |   free   |
 *           0             from                  to      length
 *           base          position()            readTo()
 * </pre>
 *
 * Used by one thread at a time.
 */
class ReadBuffer {
    /** No line or record may be longer, in bytes. */
    static final int MAX_ITEM = 64 << 20;

    private static final int INITIAL = 128 << 10;

    byte[] bytes;
    int from;
    int to;
    private final int maxItem;
    private long base;

    ReadBuffer() {
        this(INITIAL, MAX_ITEM);
    }

    ReadBuffer(int initial, int maxItem) {
        this.maxItem = maxItem;
        bytes = new byte[initial];
    }

    /** Forgets everything; the next byte read is the one at this offset of the input. */
    void reset(long offset) {
        base = offset;
        from = 0;
        to = 0;
    }

    /** Offset of the first byte not handed out yet. */
    final long position() {
        return base + from;
    }

    /** Offset behind the last byte read. */
    final long readTo() {
        return base + to;
    }

    /** Number of bytes read and not handed out. */
    final int available() {
        return to - from;
    }

    /** A byte not handed out yet. */
    final byte peek(int index) {
        return bytes[from + index];
    }

    /** Hands out bytes unseen. */
    void skip(int count) {
        from += count;
    }

    /** Hands out bytes as text. UTF-8; each malformed sequence becomes U+FFFD. */
    final String text(int length) {
        var text = new String(bytes, from, length, StandardCharsets.UTF_8);
        skip(length);
        return text;
    }

    /**
     * Reads on, once, as far as there is room. Moves or enlarges what it holds when there is none.
     *
     * @param atMost how many bytes to read at most, at least 1
     * @return false at the end of the input
     * @throws ItemTooLongException when there is as much as may be and it has not been handed out
     */
    final boolean fill(ReadableByteChannel channel, long atMost) throws IOException {
        if (from == to) {
            moveToFront();
        } else if (to == bytes.length) {
            makeRoom();
        }
        var room = ByteBuffer.wrap(bytes, to, (int) Math.min(bytes.length - to, atMost));
        var read = channel.read(room);
        if (read < 0) {
            return false;
        }
        to += read;
        return true;
    }

    private void makeRoom() throws ItemTooLongException {
        if (from <= bytes.length / 2) {
            if (available() >= maxItem) {
                throw new ItemTooLongException(position(), maxItem);
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(2L * bytes.length, from + maxItem + 1L));
        }
        moveToFront();
    }

    private void moveToFront() {
        System.arraycopy(bytes, from, bytes, 0, to - from);
        base += from;
        to -= from;
        from = 0;
    }
}
