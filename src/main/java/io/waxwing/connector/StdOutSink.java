package io.waxwing.connector;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;

/**
 * Writes each item on standard output as one line: {@link String#valueOf(Object)}, UTF-8, {@code \n}. Lines of one process are never
 * torn, whichever of its workers write them. Each batch is written at once; nothing is held back.
 *
 * <p>Writes to the process's file descriptor, not through {@link System#out}, which hides errors: a full disk or a closed pipe fails
 * the flow, the latter with {@link StdOutClosedException}. After a crash lines may be written again.
 */
public final class StdOutSink implements DynamicSink<Object> {
    private final OutputStream out;
    private final Object lock;

    /** Writes to a stream as if it were standard output. All that share the stream must share the lock. */
    StdOutSink(OutputStream out, Object lock) {
        this.out = out;
        this.lock = lock;
    }

    /** Writes on the standard output of this process. */
    public static StdOutSink of() {
        return new StdOutSink(new FileOutputStream(FileDescriptor.out), FileDescriptor.out);
    }

    @Override
    public SinkPartition<Object> build(PartitionContext context) {
        return new StdOutPartition(out, lock);
    }
}
