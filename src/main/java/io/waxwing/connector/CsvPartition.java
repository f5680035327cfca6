package io.waxwing.connector;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.waxwing.operator.Emitter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file by whole records: the scanner cuts, FastCSV parses. The position is the offset after the last record emitted.
 */
final class CsvPartition implements StatefulSourcePartition<Map<String, String>, Long> {
    private static final int BATCH_RECORDS = 1_000;

    private final Path path;
    private final FileChannel channel;
    private final ReadBuffer buffer;
    private final CsvReaderBuilder parser;
    private final char delimiter;
    private final CsvRecordScanner scanner;
    private List<String> columns = List.of();
    private boolean atEnd;
    private @Nullable Long emittedTo;

    private CsvPartition(Path path, FileChannel channel, char delimiter, ReadBuffer buffer) {
        this.path = path;
        this.channel = channel;
        this.buffer = buffer;
        this.delimiter = delimiter;
        scanner = new CsvRecordScanner(delimiter, BATCH_RECORDS);
        parser = CsvReader.builder()
                .fieldSeparator(delimiter)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(ReadBuffer.MAX_ITEM + 1);
    }

    static CsvPartition open(Path path, char delimiter, @Nullable Long resume) throws IOException {
        return open(path, delimiter, resume, new ReadBuffer());
    }

    static CsvPartition open(Path path, char delimiter, @Nullable Long resume, ReadBuffer buffer) throws IOException {
        var channel = InputFile.open(path, resume);
        try {
            var partition = new CsvPartition(path, channel, delimiter, buffer);
            partition.readHeader();
            if (resume != null) {
                partition.resume(resume);
            }
            return partition;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public SourceStatus nextBatch(Emitter<? super Map<String, String>> out) throws IOException {
        var length = scan(scanner);
        if (length == 0) {
            return SourceStatus.DONE;
        }
        var offset = buffer.position();
        var index = 0;
        try (var records = parser.ofCsvRecord(buffer.text(length)).iterator()) {
            for (; records.hasNext(); index++) {
                out.emit(byColumn(records.next(), offset + scanner.start(index)));
            }
        } catch (CsvParseException e) {
            throw malformed(offset + scanner.start(index), reason(e), e);
        }
        emittedTo = index > 0 || emittedTo != null ? Long.valueOf(buffer.position()) : null;
        return SourceStatus.MORE;
    }

    private Map<String, String> byColumn(CsvRecord fields, long offset) throws IOException {
        var count = fields.getFieldCount();
        if (count != columns.size()) {
            throw malformed(offset, "expected " + columns.size() + " fields as in the header, got " + count, null);
        }
        var item = new LinkedHashMap<String, String>(count * 4 / 3 + 1);
        for (var i = 0; i < count; i++) {
            item.put(columns.get(i), fields.getField(i));
        }
        return item;
    }

    /** Reads on until there is a whole record, then says how many bytes of them there are. 0: the file has ended. */
    private int scan(CsvRecordScanner found) throws IOException {
        try {
            while (true) {
                var length = found.scan(buffer, atEnd);
                if (length > 0 || atEnd) {
                    return length;
                }
                atEnd = !buffer.fill(channel, Long.MAX_VALUE);
            }
        } catch (ItemTooLongException e) {
            throw new IOException("\"" + path + "\": " + e.getMessage(), e);
        }
    }

    private void readHeader() throws IOException {
        while (buffer.available() < 3 && !atEnd) {
            atEnd = !buffer.fill(channel, Long.MAX_VALUE);
        }
        if (startsWithByteOrderMark()) {
            buffer.skip(3);
        }
        var header = new CsvRecordScanner(delimiter, 1);
        int length;
        while ((length = scan(header)) > 0 && header.count() == 0) { // blank lines
            buffer.skip(length);
        }
        if (length == 0) {
            return;
        }
        var offset = buffer.position() + header.start(0);
        try {
            columns = parser.ofSingleCsvRecord(buffer.text(length).substring(header.start(0)))
                    .getFields();
        } catch (CsvParseException e) {
            throw malformed(offset, reason(e), e);
        }
        var names = new HashSet<String>();
        for (var column : columns) {
            if (!names.add(column)) {
                throw malformed(offset, "two columns of the header have the name \"" + column + "\"", null);
            }
        }
    }

    private boolean startsWithByteOrderMark() {
        return buffer.available() >= 3
                && buffer.peek(0) == (byte) 0xef
                && buffer.peek(1) == (byte) 0xbb
                && buffer.peek(2) == (byte) 0xbf;
    }

    private void resume(long position) throws IOException {
        if (position < buffer.position()) {
            throw new ResumeRefusedException("\"" + path + "\" was read up to byte " + position
                    + ", but now its header goes on to byte " + buffer.position()
                    + ": the file was rewritten; restore it, or start without the saved state");
        }
        ResumePoint.goTo(position, channel, buffer, path, true);
        atEnd = false;
        emittedTo = position;
    }

    private IOException malformed(long offset, String reason, @Nullable Throwable cause) {
        return new IOException(
                "\"" + path + "\", record that starts " + InputFile.place(path, offset) + ": " + reason, cause);
    }

    /** Without the line, which is counted from where the piece starts that was parsed. */
    private static String reason(CsvParseException e) {
        return String.valueOf(e.getMessage()).replaceFirst(" \\(record starting at line \\d+\\)", "");
    }

    @Override
    public @Nullable Long snapshot() {
        return emittedTo;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
