package io.waxwing.connector;

import io.waxwing.function.ThrowingFunction;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gathers items as lines of UTF-8, to be written in one piece. Used by one thread at a time. */
final class LineEncoder {
    private static final int FULL = 64 << 10;

    private byte[] bytes = new byte[8 << 10];
    private int length;

    /** Adds one line: what the function gives for an item as text, and {@code \n}. */
    <T> void add(ThrowingFunction<? super T, ?> line, T item) throws LineException {
        byte[] text;
        try {
            text = text(line.apply(item)).getBytes(StandardCharsets.UTF_8);
        } catch (Throwable e) {
            throw new LineException(item, e);
        }
        var needed = length + text.length + 1;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
        System.arraycopy(text, 0, bytes, length, text.length);
        bytes[needed - 1] = '\n';
        length = needed;
    }

    /** Whether it should be written before more is added. */
    boolean isFull() {
        return length >= FULL;
    }

    /** Writes all lines and forgets them, also if writing fails. */
    void writeTo(OutputStream out) throws IOException {
        var count = length;
        length = 0;
        if (count > 0) {
            out.write(bytes, 0, count);
        }
        if (bytes.length > 16 * FULL) {
            bytes = new byte[FULL];
        }
    }

    /** The text of an item; a toString that gives null is that of null. */
    static String text(@Nullable Object item) {
        return Objects.requireNonNullElse(String.valueOf(item), "null");
    }
}
