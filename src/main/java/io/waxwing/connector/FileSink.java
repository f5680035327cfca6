package io.waxwing.connector;

import io.waxwing.function.ThrowingBiFunction;
import io.waxwing.function.ThrowingFunction;
import io.waxwing.operator.KeyValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes each item as one line of a file: {@link String#valueOf(Object)} (a key-value pair as {@code key=value}) or what a function of
 * yours gives ({@link #format}), UTF-8, {@code \n}. A line break within is written as it is. One partition, so one worker writes all.
 *
 * <p>The position is the length of the file. Resuming cuts the file back to the length saved, so each line is there exactly once; a file
 * that is missing or shorter is refused with {@link ResumeRefusedException}. Without a saved position the file is emptied first. Its
 * directory must exist. Lines are in the file when their epoch has ended, not at once, whether or not anything is saved.
 *
 * <p>The file is locked against other writers while it is open; with POSIX, code of the same process that opens and closes it itself lets the
 * lock go. With a recovery directory, a file that is removed or replaced meanwhile fails the flow.
 */
public final class FileSink implements FixedPartitionedSink<Object, Long> {
    private final Path path;

    private FileSink(Path path) {
        this.path = PartitionName.plain(path);
    }

    /** Writes this file. A relative path is relative to the working directory of the process that writes. */
    public static FileSink of(Path path) {
        return new FileSink(path);
    }

    /** The same with the name of a file. */
    public static FileSink of(String path) {
        return of(Path.of(path));
    }

    /**
     * The same with other lines: the text of what the function gives, {@code null} for null.
     *
     * @param line called on the thread of the worker that writes, once for each item; what it throws fails the flow with the step named
     */
    public <T> FixedPartitionedSink<T, Long> format(ThrowingFunction<? super T, ?> line) {
        return new FormattedSink<>(this, this::open, line);
    }

    /** The same for a keyed stream: {@code .output("out", FileSink.of(path).formatPairs((key, n) -> key + ";" + n))}. */
    public <K, V> FixedPartitionedSink<KeyValue<K, V>, Long> formatPairs(
            ThrowingBiFunction<? super K, ? super V, ?> line) {
        Objects.requireNonNull(line, "line");
        return format(pair -> line.apply(pair.key(), pair.value()));
    }

    /** The path as given, less needless dots. */
    @Override
    public List<String> listPartitions() {
        return List.of(path.toString());
    }

    /** The same for all: there is one partition, and items may be of any type. */
    @Override
    public Object routingKey(Object item) {
        return "";
    }

    @Override
    public StatefulSinkPartition<Object, Long> build(PartitionContext context, String partition, @Nullable Long resume)
            throws IOException {
        return new FileSinkPartition<>(open(partition, resume), item -> item);
    }

    private OutputFile open(String partition, @Nullable Long resume) throws IOException {
        return OutputFile.open(path, resume);
    }

    Path path() {
        return path;
    }

    @Override
    public String toString() {
        return "FileSink(" + path + ")";
    }
}
