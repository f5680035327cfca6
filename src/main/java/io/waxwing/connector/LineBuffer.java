package io.waxwing.connector;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Cuts bytes into lines. A line ends with {@code \n} or {@code \r\n}, which is not part of it. Text is UTF-8; each malformed sequence
 * becomes U+FFFD. Used by one thread at a time.
 */
final class LineBuffer extends ReadBuffer {
    private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private ByteBuffer words = viewOf(bytes);
    /** So many of the bytes to be handed out hold no newline. */
    private int scanned;

    LineBuffer() {}

    LineBuffer(int initial, int maxLine) {
        super(initial, maxLine);
    }

    @Override
    void reset(long offset) {
        super.reset(offset);
        scanned = 0;
    }

    @Override
    void skip(int count) {
        super.skip(count);
        scanned = 0;
    }

    /** The next line, or null if the buffer holds no whole one. */
    @Nullable
    String nextLine() {
        var newline = indexOfNewline();
        if (newline < 0) {
            scanned = available();
            return null;
        }
        var line = decode(from, newline);
        from = newline + 1;
        scanned = 0;
        return line;
    }

    /** Hands out the next line unseen; false if the buffer holds no whole one. */
    boolean skipLine() {
        var newline = indexOfNewline();
        if (newline < 0) {
            scanned = available();
            return false;
        }
        skip(newline + 1 - from);
        return true;
    }

    /** At the end of the input: the last line, which no newline ends. Null if there is none. */
    @Nullable
    String rest() {
        if (from == to) {
            return null;
        }
        var line = decode(from, to);
        skip(available());
        return line;
    }

    private String decode(int start, int end) {
        var length = end - start;
        if (length > 0 && bytes[end - 1] == '\r') {
            length--;
        }
        return new String(bytes, start, length, StandardCharsets.UTF_8);
    }

    /** Looks at eight bytes at once: a byte equal to the newline is zero after the xor, and the lowest bit set tells the first such. */
    private int indexOfNewline() {
        if (words.capacity() != bytes.length) { // it has been enlarged
            words = viewOf(bytes);
        }
        var at = from + scanned;
        for (var lastWord = to - Long.BYTES; at <= lastWord; at += Long.BYTES) {
            var difference = words.getLong(at) ^ NEWLINES;
            var zeros = (difference - ONES) & ~difference & HIGHS;
            if (zeros != 0) {
                return at + (Long.numberOfTrailingZeros(zeros) >>> 3);
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    private static ByteBuffer viewOf(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
