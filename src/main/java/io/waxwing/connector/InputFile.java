package io.waxwing.connector;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Opens the files of sources, with errors that say which file is meant and where it was looked for. */
final class InputFile {
    /** Bytes that are read again to tell the line of an error: about a second of work. */
    private static final long MOST_COUNTED = 1L << 30;

    private static final int BLOCK = 1 << 20;

    private InputFile() {}

    /** Refuses a file that can't be read as one. */
    static void check(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new IOException(
                    "\"" + path + "\" is a directory, expected a file (DirSource reads directories)" + where(path));
        }
        if (!Files.exists(path)) {
            throw new FileNotFoundException("no file \"" + path + "\"" + where(path));
        }
        checkReadable(path);
    }

    /** Refuses a file or directory that this user may not read. */
    static void checkReadable(Path path) throws IOException {
        if (!Files.isReadable(path)) {
            throw new IOException("no permission to read \"" + path + "\"" + where(path));
        }
    }

    /** Opens a file to be read on from a saved position, null for none. */
    static FileChannel open(Path path, @Nullable Long resume) throws IOException {
        check(path);
        var channel = FileChannel.open(path, StandardOpenOption.READ);
        if (resume != null && channel.size() < resume) {
            var size = channel.size();
            channel.close();
            throw new ResumeRefusedException("\"" + path + "\" has " + size + " bytes, but " + resume
                    + " were read of it before: it was cut or replaced; restore it, or start without the saved state");
        }
        return channel;
    }

    /** Where a byte is, in words: its line, counted from 1, too, if it can be read and is not too far into the file to count. */
    static String place(Path path, long offset) {
        if (offset > MOST_COUNTED) {
            return "at byte " + offset;
        }
        var line = 1L;
        try (var in = Files.newInputStream(path)) {
            var block = new byte[BLOCK];
            var left = offset;
            var count = 1;
            byte last = 0;
            while (left > 0 && count > 0) {
                count = in.readNBytes(block, 0, (int) Math.min(left, BLOCK));
                for (var i = 0; i < count; i++) {
                    line += block[i] == '\r' || (block[i] == '\n' && last != '\r') ? 1 : 0;
                    last = block[i];
                }
                left -= count;
            }
        } catch (IOException e) {
            return "at byte " + offset;
        }
        return "on line " + line + " (byte " + offset + ")";
    }

    /** The working directory, when it matters. */
    static String where(Path path) {
        return path.isAbsolute() ? "" : " (working directory: " + Path.of("").toAbsolutePath() + ")";
    }
}
