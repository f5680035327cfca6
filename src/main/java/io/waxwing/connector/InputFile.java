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

    /** The working directory, when it matters. */
    static String where(Path path) {
        return path.isAbsolute() ? "" : " (working directory: " + Path.of("").toAbsolutePath() + ")";
    }
}
