package io.waxwing.connector;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** Lines of one worker on a stream that several share. The lock is held for each piece, which is of whole lines; not while items are made text. */
final class StdOutPartition implements SinkPartition<Object> {
    private final LineEncoder lines = new LineEncoder();
    private final OutputStream out;
    private final Object lock;

    StdOutPartition(OutputStream out, Object lock) {
        this.out = out;
        this.lock = lock;
    }

    @Override
    public void writeBatch(List<?> items) throws IOException {
        for (var item : items) {
            lines.add(item);
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
