package io.waxwing.connector;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts bytes into lines. Knows at which offset of its input each line ends.
 *
 * <pre>
 *   bytes   |  handed out  |  whole lines and a piece of one  |   free   |
 *           0             from                                to      length
 *           base          base + from = position()
 * </pre>
 *
 * A line ends with {@code \n} or {@code \r\n}, which is not part of it. Text is UTF-8; each malformed sequence becomes U+FFFD.
 * Used by one thread at a time.
 */
final class LineBuffer {
    /** No line may be longer, in bytes. */
    static final int MAX_LINE = 64 << 20;

    private static final int INITIAL = 128 << 10;
    private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private final int maxLine;
    private byte[] bytes;
    private ByteBuffer words;
    private long base;
    private int from;
    private int to;
    private int scanned; // no newline in [from, scanned)

    LineBuffer() {
        this(INITIAL, MAX_LINE);
    }

    LineBuffer(int initial, int maxLine) {
        this.maxLine = maxLine;
        bytes = new byte[initial];
        words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Forgets everything; the next byte read is the one at this offset of the input. */
    void reset(long offset) {
        base = offset;
        from = 0;
        to = 0;
        scanned = 0;
    }

    /** Offset of the first byte not handed out yet. */
    long position() {
        return base + from;
    }

    /** Offset behind the last byte read. */
    long readTo() {
        return base + to;
    }

    /** Number of bytes read and not handed out. */
    int available() {
        return to - from;
    }

    /** A byte not handed out yet. */
    byte peek(int index) {
        return bytes[from + index];
    }

    /** Hands out bytes unseen. */
    void skip(int count) {
        from += count;
        scanned = Math.max(scanned, from);
    }

    /** The next line, or null if the buffer holds no whole one. */
    @Nullable
    String nextLine() {
        var newline = indexOfNewline();
        if (newline < 0) {
            return null;
        }
        var line = decode(from, newline);
        from = newline + 1;
        scanned = from;
        return line;
    }

    /** Hands out the next line unseen; false if the buffer holds no whole one. */
    boolean skipLine() {
        var newline = indexOfNewline();
        if (newline < 0) {
            return false;
        }
        from = newline + 1;
        scanned = from;
        return true;
    }

    /** At the end of the input: the last line, which no newline ends. Null if there is none. */
    @Nullable
    String rest() {
        if (from == to) {
            return null;
        }
        var line = decode(from, to);
        from = to;
        scanned = to;
        return line;
    }

    /**
     * Reads on, once, as far as there is room. Moves or enlarges what it holds when there is none.
     *
     * @param atMost how many bytes to read at most, at least 1
     * @return false at the end of the input
     * @throws LineTooLongException when the line being read has grown longer than allowed
     */
    boolean fill(ReadableByteChannel channel, long atMost) throws IOException {
        if (to == bytes.length) {
            makeRoom();
        } else if (from == to) {
            moveToFront();
        }
        var room = ByteBuffer.wrap(bytes, to, (int) Math.min(bytes.length - to, atMost));
        var read = channel.read(room);
        if (read < 0) {
            return false;
        }
        to += read;
        return true;
    }

    private void makeRoom() throws LineTooLongException {
        if (from > bytes.length / 2) {
            moveToFront();
            return;
        }
        if (available() >= maxLine) {
            throw new LineTooLongException(position(), maxLine);
        }
        var larger = Arrays.copyOf(bytes, (int) Math.min(2L * bytes.length, from + maxLine + 1L));
        bytes = larger;
        words = ByteBuffer.wrap(larger).order(ByteOrder.LITTLE_ENDIAN);
        moveToFront();
    }

    private void moveToFront() {
        System.arraycopy(bytes, from, bytes, 0, to - from);
        base += from;
        to -= from;
        scanned -= from;
        from = 0;
    }

    private String decode(int start, int end) {
        var length = end - start;
        if (length > 0 && bytes[end - 1] == '\r') {
            length--;
        }
        return new String(bytes, start, length, StandardCharsets.UTF_8);
    }

    /** Looks at eight bytes at once: a byte equal to the newline is zero after the xor, and only such a byte lends a bit. */
    private int indexOfNewline() {
        var at = scanned;
        var lastWord = to - Long.BYTES;
        while (at <= lastWord) {
            var difference = words.getLong(at) ^ NEWLINES;
            var zeros = (difference - ONES) & ~difference & HIGHS;
            if (zeros != 0) {
                return at + (Long.numberOfTrailingZeros(zeros) >>> 3);
            }
            at += Long.BYTES;
        }
        for (; at < to; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        scanned = to;
        return -1;
    }
}
