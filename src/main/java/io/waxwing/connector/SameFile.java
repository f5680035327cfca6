package io.waxwing.connector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds a flow that would empty a file before it reads it. */
public final class SameFile {
    private SameFile() {}

    /** The file that a source reads, as the sink names it, if the sink writes the same one; else null. */
    public static @Nullable Path of(Source<?> source, Sink<?> sink) {
        Path read =
                source instanceof FileSource file ? file.path() : source instanceof CsvSource csv ? csv.path() : null;
        Sink<?> writer = sink instanceof FormattedSink<?> formatted ? formatted.sink() : sink;
        if (read == null || !(writer instanceof FileSink file)) {
            return null;
        }
        try { // of devices and pipes what is written is not what is read
            return Files.isRegularFile(read) && Files.isSameFile(read, file.path()) ? file.path() : null;
        } catch (IOException e) { // one that is not there is no other's
            return null;
        }
    }
}
