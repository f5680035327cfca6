package io.waxwing.connector;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a file. A line ends with {@code \n} or {@code \r\n}, or with the file, and is at most 64 MiB long. Text is UTF-8; each
 * malformed sequence becomes U+FFFD. The file must be there, with the same bytes, in every process.
 *
 * <p>The position is the byte offset after the last line emitted, so a later execution goes on after it and finds lines that were
 * appended since. A file that has become shorter, or whose last line read has been continued, is refused with
 * {@link ResumeRefusedException}.
 */
public final class FileSource implements FixedPartitionedSource<String, Long> {
    private final Path path;
    private final int ranges;

    private FileSource(Path path, int ranges) {
        this.path = PartitionName.plain(path);
        this.ranges = ranges;
    }

    /** Reads a file as one partition, in order. A relative path is relative to the working directory of each process. */
    public static FileSource of(Path path) {
        return new FileSource(path, 1);
    }

    /** The same with the name of a file. */
    public static FileSource of(String path) {
        return of(Path.of(path));
    }

    /**
     * Reads the file as so many partitions, which different workers can read at the same time. The file is seen as blocks of
     * 256 KiB; partition i has the blocks i, i + n, i + 2n, ..., and a line belongs to the block in which its first byte lies. So
     * who reads a line does not depend on the size of the file, which may grow. Only regular files can be read so.
     *
     * <p>The number of ranges is part of the partitions' names: with another number, saved positions do not apply.
     *
     * @param ranges at least 1
     */
    public FileSource inParallel(int ranges) {
        if (ranges < 1) {
            throw new IllegalArgumentException("expected at least 1 range, got " + ranges);
        }
        return new FileSource(path, ranges);
    }

    /** The path as given, less needless dots, with {@code [i/n]} behind it when read in parallel. */
    @Override
    public List<String> listPartitions() throws IOException {
        InputFile.check(path);
        return IntStream.range(0, ranges).mapToObj(this::name).toList();
    }

    @Override
    public StatefulSourcePartition<String, Long> build(
            PartitionContext context, String partition, @Nullable Long resume) throws IOException {
        for (var index = 0; index < ranges; index++) {
            if (name(index).equals(partition)) {
                return FileLines.open(path, new BlockSeries(index, ranges), resume);
            }
        }
        throw new IllegalArgumentException("no partition \"" + partition + "\" in " + this);
    }

    private String name(int index) {
        return ranges == 1 ? path.toString() : path + "[" + index + "/" + ranges + "]";
    }

    Path path() {
        return path;
    }

    @Override
    public String toString() {
        return "FileSource(" + path + (ranges == 1 ? "" : ", " + ranges + " ranges") + ")";
    }
}
