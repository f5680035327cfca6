package io.waxwing.connector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard input, if it is one. A process that is started without ({@code <&-}) has its descriptor 0 free, and the first file that Java
 * opens for itself gets it: then {@link System#in} would give the bytes of that file.
 */
final class OpenStdin {
    private static final Path DESCRIPTOR = Path.of("/proc/self/fd/0");

    private OpenStdin() {}

    static InputStream get() {
        if (isOfJava(DESCRIPTOR)) {
            throw new IllegalStateException(
                    "standard input is closed: start the process with < file, or < /dev/null for none");
        }
        return System.in;
    }

    /** Whether a link leads to a file of the JDK. Where there are no such links, nothing does. */
    private static boolean isOfJava(Path descriptor) {
        try {
            Path home = Path.of(System.getProperty("java.home")).toRealPath();
            return Files.readSymbolicLink(descriptor).startsWith(home);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
