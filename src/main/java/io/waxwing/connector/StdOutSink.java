package io.waxwing.connector;

import io.waxwing.function.ThrowingBiFunction;
import io.waxwing.function.ThrowingFunction;
import io.waxwing.operator.KeyValue;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.Objects;

/**
 * Writes each item on standard output as one line: {@link String#valueOf(Object)} or what a function of yours gives ({@link #format}),
 * UTF-8, {@code \n}. Lines of one process are never torn, whichever of its workers write them. Each batch is written at once; nothing is held back.
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

    /**
     * The same with other lines: the text of what the function gives, {@code null} for null.
     *
     * @param line called on the thread of the worker that has the item, once for each; what it throws fails the flow with the step named
     */
    public <T> DynamicSink<T> format(ThrowingFunction<? super T, ?> line) {
        Objects.requireNonNull(line, "line");
        return context -> new StdOutPartition<>(out, lock, line);
    }

    /** The same for a keyed stream: {@code .output("out", StdOutSink.of().formatPairs((key, n) -> key + ";" + n))}. */
    public <K, V> DynamicSink<KeyValue<K, V>> formatPairs(ThrowingBiFunction<? super K, ? super V, ?> line) {
        Objects.requireNonNull(line, "line");
        return format(pair -> line.apply(pair.key(), pair.value()));
    }

    @Override
    public SinkPartition<Object> build(PartitionContext context) {
        return new StdOutPartition<>(out, lock, item -> item);
    }
}
