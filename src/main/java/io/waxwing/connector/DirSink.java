package io.waxwing.connector;

import io.waxwing.function.ThrowingBiFunction;
import io.waxwing.operator.KeyValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines into several files of a directory, {@code part-00000}, {@code part-00001} and so on; different workers write different
 * files. All items of a key go to one file: of a key-value pair its key counts, of anything else its text. Lines and positions are as in
 * {@link FileSink}. The directory is made if need be; other files in it are left alone, also those that an earlier run with more files has
 * written.
 */
public final class DirSink implements FixedPartitionedSink<Object, Long> {
    private static final int MOST_FILES = 100_000;

    private final Path dir;
    private final int files;

    private DirSink(Path dir, int files) {
        this.dir = dir;
        this.files = files;
    }

    /**
     * Writes into this directory. To go on where an earlier execution ended, the number of files must be the same.
     *
     * @param files 1 to 100,000
     */
    public static DirSink of(Path dir, int files) {
        if (files < 1 || files > MOST_FILES) {
            throw new IllegalArgumentException("expected 1 to " + MOST_FILES + " files, got " + files);
        }
        return new DirSink(dir, files);
    }

    /** The same with the name of a directory. */
    public static DirSink of(String dir, int files) {
        return of(Path.of(dir), files);
    }

    /**
     * The same with other lines, of a keyed stream: the text of what the function gives, {@code null} for null. The key still chooses the
     * file. {@code .output("out", DirSink.of(dir, 4).formatPairs((key, n) -> key + ";" + n))}. Of a stream without keys, map items to their lines
     * before: these then choose the file.
     *
     * @param line called on the thread of the worker that writes, once for each pair; what it throws fails the flow with the step named
     */
    public <K, V> FixedPartitionedSink<KeyValue<K, V>, Long> formatPairs(
            ThrowingBiFunction<? super K, ? super V, ?> line) {
        Objects.requireNonNull(line, "line");
        return new FormattedSink<>(this, this::open, pair -> line.apply(pair.key(), pair.value()));
    }

    /** The names of the files. */
    @Override
    public List<String> listPartitions() {
        return IntStream.range(0, files).mapToObj("part-%05d"::formatted).toList();
    }

    @Override
    public Object routingKey(Object item) {
        return item instanceof KeyValue<?, ?> pair ? pair.key() : LineEncoder.text(item);
    }

    @Override
    public StatefulSinkPartition<Object, Long> build(PartitionContext context, String partition, @Nullable Long resume)
            throws IOException {
        return new FileSinkPartition<>(open(partition, resume), item -> item);
    }

    private OutputFile open(String partition, @Nullable Long resume) throws IOException {
        OutputFile.createDirectory(dir);
        return OutputFile.open(dir.resolve(partition), resume);
    }

    @Override
    public String toString() {
        return "DirSink(" + dir + ", " + files + " files)";
    }
}
