package io.waxwing.connector;

import io.waxwing.function.ThrowingFunction;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** Lines of one worker on a stream that several share. The lock is held for each piece, which is of whole lines; not while items are made text. */
final class StdOutPartition<T> implements SinkPartition<T> {
    private final LineEncoder lines = new LineEncoder();
    private final OutputStream out;
    private final Object lock;
    private final ThrowingFunction<? super T, ?> line;

    StdOutPartition(OutputStream out, Object lock, ThrowingFunction<? super T, ?> line) {
        this.out = out;
        this.lock = lock;
        this.line = line;
    }

    @Override
    public void writeBatch(List<? extends T> items) throws Exception {
        for (var item : items) {
            lines.add(line, item);
            if (lines.isFull()) {
                write();
            }
        }
        write();
    }

    private void write() throws IOException {
        synchronized (lock) {
            try {
                lines.writeTo(out);
            } catch (IOException e) {
                throw isClosedPipe(e) ? new StdOutClosedException(e) : e;
            }
        }
    }

    /** Java does not give the error number. The text of EPIPE has "pipe" in it on each system, translated or not; no other has. */
    private static boolean isClosedPipe(IOException e) {
        var message = e.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains("pipe");
    }
}
