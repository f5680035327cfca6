package io.waxwing.connector;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records of a CSV file (RFC 4180) as maps from the names in its first line to the fields, in the order of the columns. Fields in double
 * quotes may hold delimiters, line ends and doubled quotes. Empty lines are passed over; an empty field is an empty string. Text is UTF-8,
 * with or without a byte order mark; each malformed sequence becomes U+FFFD. A record is at most 64 MiB long.
 *
 * <p>A record with more or fewer fields than the header, an unclosed quote, or two columns of one name fail the flow.
 *
 * <p>One partition, named by the path as given, less needless dots. The position is the byte offset after the last record emitted; resuming reads the
 * header again, then goes on there, and refuses a changed file as {@link FileSource} does.
 */
public final class CsvSource implements FixedPartitionedSource<Map<String, String>, Long> {
    private final Path path;
    private final char delimiter;

    private CsvSource(Path path, char delimiter) {
        this.path = PartitionName.plain(path);
        this.delimiter = delimiter;
    }

    /** Reads a file whose fields are separated by commas. */
    public static CsvSource of(Path path) {
        return new CsvSource(path, ',');
    }

    /** The same with the name of a file. */
    public static CsvSource of(String path) {
        return of(Path.of(path));
    }

    /**
     * Separates the fields by another character.
     *
     * @param delimiter an ASCII character, no quote and no line end
     */
    public CsvSource delimiter(char delimiter) {
        if (delimiter >= 0x80 || delimiter == '"' || delimiter == '\n' || delimiter == '\r') {
            throw new IllegalArgumentException(
                    "expected an ASCII character other than quote and line end as delimiter, got " + (int) delimiter);
        }
        return new CsvSource(path, delimiter);
    }

    @Override
    public List<String> listPartitions() throws IOException {
        InputFile.check(path);
        return List.of(path.toString());
    }

    @Override
    public StatefulSourcePartition<Map<String, String>, Long> build(
            PartitionContext context, String partition, @Nullable Long resume) throws IOException {
        return CsvPartition.open(path, delimiter, resume);
    }

    Path path() {
        return path;
    }

    @Override
    public String toString() {
        return "CsvSource(" + path + ")";
    }
}
