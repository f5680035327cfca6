package io.waxwing.connector;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Takes up reading at a saved offset, which is the end of a line or record. The last one of a file may have had no line end when it
 * was read; if the file has grown since, the line end must have come first.
 */
final class ResumePoint {
    private ResumePoint() {}

    /**
     * Moves channel and buffer to the first line or record that has not been read.
     *
     * @param returnEnds whether a lone carriage return ends one
     * @throws ResumeRefusedException when the offset is in the middle of a line, so the file is not what was read
     */
    static void goTo(long offset, FileChannel channel, ReadBuffer buffer, Path path, boolean returnEnds)
            throws IOException {
        if (offset == 0) {
            return;
        }
        channel.position(offset - 1);
        buffer.reset(offset - 1);
        while (buffer.available() < 3) {
            if (!buffer.fill(channel, 3)) {
                break;
            }
        }
        var lineEnd = restOfLineEnd(buffer, returnEnds);
        if (lineEnd < 0) {
            throw new ResumeRefusedException("\"" + path + "\" was read up to byte " + offset
                    + ", the end of a line, but now that line goes on: the file was rewritten, or its last line was read before it was"
                    + " whole; restore it, or start without the saved state");
        }
        buffer.skip(1 + lineEnd);
    }

    /** How many bytes of a line end come after the byte before the saved offset, with which the buffer starts. -1: there is no line end. */
    private static int restOfLineEnd(ReadBuffer buffer, boolean returnEnds) {
        if (buffer.available() == 0) {
            return -1;
        }
        var before = buffer.peek(0);
        if (before == '\n' || buffer.available() == 1) {
            return 0;
        }
        var next = buffer.peek(1);
        if (next == '\n') {
            return 1;
        }
        if (returnEnds && before == '\r') {
            return 0;
        }
        if (next == '\r' && (returnEnds || buffer.available() > 2)) {
            var nextButOne = buffer.available() > 2 ? buffer.peek(2) : 0;
            return nextButOne == '\n' ? 2 : returnEnds ? 1 : -1;
        }
        return -1;
    }
}
