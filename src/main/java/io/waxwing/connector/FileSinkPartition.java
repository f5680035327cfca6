package io.waxwing.connector;

import io.waxwing.function.ThrowingFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of a file. Held back in memory up to 64 KiB, and written at the latest as an epoch ends. */
final class FileSinkPartition<T> implements StatefulSinkPartition<T, Long> {
    private final LineEncoder lines = new LineEncoder();
    private final OutputFile file;
    private final ThrowingFunction<? super T, ?> line;
    private @Nullable IOException failure; // lines are missing in the file since

    FileSinkPartition(OutputFile file, ThrowingFunction<? super T, ?> line) {
        this.file = file;
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
    }

    /** Writes what was held back; the position is the length of the file then. */
    @Override
    public Long snapshot() {
        try {
            write();
            return file.length();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Override
    public void makeDurable() throws IOException {
        try {
            file.force();
        } catch (IOException e) {
            throw failed("making durable", e);
        }
    }

    @Override
    public void close() throws IOException {
        try (file) {
            write();
        }
    }

    private void write() throws IOException {
        if (failure != null) {
            throw failed("writing", failure);
        }
        try {
            lines.writeTo(file.stream());
        } catch (IOException e) {
            failure = e;
            throw failed("writing", e);
        }
    }

    private IOException failed(String what, IOException e) {
        return new IOException(what + " " + file + " failed: " + e.getMessage(), e);
    }
}
