package io.waxwing.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Joins streams of bytes into one so that no line of one is torn by a line of another. Each stream has a thread of its own. */
final class WholeLines {
    private static final int CHUNK = 1 << 16;

    private final OutputStream out;

    /**
     * @param out written by all threads, one at a time
     */
    WholeLines(OutputStream out) {
        this.out = out;
    }

    /**
     * Passes on a stream to its end. A last line without its end gets one.
     *
     * @throws IOException when the output cannot be written; the input's end, however it comes, is an end
     */
    void pass(InputStream in) throws IOException {
        byte[] buffer = new byte[CHUNK];
        int filled = 0;
        for (int read = read(in, buffer, filled); read >= 0; read = read(in, buffer, filled)) {
            int end = afterLastLine(buffer, filled, filled + read);
            filled += read;
            if (end > 0) {
                write(buffer, end);
                System.arraycopy(buffer, end, buffer, 0, filled - end);
                filled -= end;
            }
            if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * filled);
            }
        }
        if (filled > 0) {
            buffer[filled] = '\n';
            write(buffer, filled + 1);
        }
    }

    /** A child that was killed leaves a stream that is closed, not ended: the same to us. */
    private static int read(InputStream in, byte[] buffer, int filled) {
        try {
            return in.read(buffer, filled, buffer.length - filled);
        } catch (IOException closed) {
            return -1;
        }
    }

    private static int afterLastLine(byte[] buffer, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (buffer[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    private void write(byte[] bytes, int length) throws IOException {
        synchronized (out) {
            out.write(bytes, 0, length);
            out.flush();
        }
    }
}
