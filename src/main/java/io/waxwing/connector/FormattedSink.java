package io.waxwing.connector;

import io.waxwing.function.ThrowingFunction;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The files of a sink, with lines that a function gives. Which item goes to which of them stays as it is. */
final class FormattedSink<T> implements FixedPartitionedSink<T, Long> {
    /** Opens a file of the sink. */
    interface Files {
        OutputFile open(String partition, @Nullable Long resume) throws IOException;
    }

    private final FixedPartitionedSink<Object, Long> sink;
    private final Files files;
    private final ThrowingFunction<? super T, ?> line;

    FormattedSink(FixedPartitionedSink<Object, Long> sink, Files files, ThrowingFunction<? super T, ?> line) {
        this.sink = sink;
        this.files = files;
        this.line = Objects.requireNonNull(line, "line");
    }

    @Override
    public List<String> listPartitions() throws Exception {
        return sink.listPartitions();
    }

    @Override
    public Object routingKey(T item) {
        return sink.routingKey(item);
    }

    @Override
    public StatefulSinkPartition<T, Long> build(PartitionContext context, String partition, @Nullable Long resume)
            throws IOException {
        return new FileSinkPartition<>(files.open(partition, resume), line);
    }

    Sink<?> sink() {
        return sink;
    }

    @Override
    public String toString() {
        return sink.toString();
    }
}
