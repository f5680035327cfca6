package io.waxwing.connector;

import io.waxwing.operator.Emitter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a file, or those that start in the blocks of a series. The position is the offset after the last line emitted:
 * the start of a line, or the end of the file.
 */
final class FileLines implements StatefulSourcePartition<String, Long> {
    private static final int BATCH_LINES = 1_000;
    private static final int BATCH_BYTES = 256 << 10;
    /** Blocks without the start of a line that are passed over in one batch. */
    private static final int BATCH_BLOCKS = 64;
    /** How much is read at once behind a block, where only the end of a line is wanted. */
    private static final int TAIL = 4 << 10;

    private static final long NOTHING = -1;

    private final Path path;
    private final FileChannel channel;
    private final BlockSeries blocks;
    private final LineBuffer buffer;
    /** Lines that start at it or behind it are not of the block being read. */
    private long blockEnd;

    private long nextBlock;
    private long emittedTo = NOTHING;

    private FileLines(Path path, FileChannel channel, BlockSeries blocks, LineBuffer buffer) {
        this.path = path;
        this.channel = channel;
        this.blocks = blocks;
        this.buffer = buffer;
        nextBlock = blocks.first();
    }

    static FileLines open(Path path, BlockSeries blocks, @Nullable Long resume) throws IOException {
        return open(path, blocks, resume, new LineBuffer());
    }

    static FileLines open(Path path, BlockSeries blocks, @Nullable Long resume, LineBuffer buffer) throws IOException {
        var channel = InputFile.open(path, resume);
        try {
            var lines = new FileLines(path, channel, blocks, buffer);
            if (resume != null) {
                lines.resume(resume);
            }
            return lines;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public SourceStatus nextBatch(Emitter<? super String> out) throws IOException {
        try {
            for (var passed = 0; buffer.position() >= blockEnd; passed++) {
                if (passed == BATCH_BLOCKS) {
                    return SourceStatus.MORE;
                }
                if (!enterNextBlock()) {
                    return SourceStatus.DONE;
                }
            }
            return emitLines(out);
        } catch (ItemTooLongException e) {
            throw new IOException("\"" + path + "\": " + e.getMessage(), e);
        }
    }

    private SourceStatus emitLines(Emitter<? super String> out) throws IOException {
        var stop = Math.min(blockEnd, buffer.position() + BATCH_BYTES);
        for (var lines = 0; lines < BATCH_LINES && buffer.position() < stop; lines++) {
            var line = buffer.nextLine();
            while (line == null && read()) {
                line = buffer.nextLine();
            }
            if (line == null) {
                line = buffer.rest();
            }
            if (line == null) {
                return SourceStatus.DONE;
            }
            out.emit(line);
            emittedTo = buffer.position();
        }
        return SourceStatus.MORE;
    }

    /** Goes to the first line that starts in the next block, or behind the block if none does. False: the file ends before. */
    private boolean enterNextBlock() throws IOException {
        var start = nextBlock;
        nextBlock = blocks.nextAfter(start);
        blockEnd = blocks.endOfBlock(start);
        if (start == 0) {
            return true;
        }
        channel.position(start - 1);
        buffer.reset(start - 1);
        while (!buffer.skipLine()) {
            buffer.skip(buffer.available());
            if (buffer.position() >= blockEnd) {
                return true;
            }
            if (!read()) {
                return false;
            }
        }
        return true;
    }

    private void resume(long position) throws IOException {
        emittedTo = position;
        ResumePoint.goTo(position, channel, buffer, path, false);
        if (blocks.contains(buffer.position())) {
            blockEnd = blocks.endOfBlock(buffer.position());
        } else {
            blockEnd = buffer.position();
        }
        nextBlock = blocks.nextAfter(buffer.position());
    }

    private boolean read() throws IOException {
        return buffer.fill(channel, Math.max(blockEnd - buffer.readTo(), TAIL));
    }

    @Override
    public @Nullable Long snapshot() {
        return emittedTo == NOTHING ? null : Long.valueOf(emittedTo);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
