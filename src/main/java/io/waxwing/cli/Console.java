package io.waxwing.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard error, on which everything of ours goes, a line or a block of lines at a time. Any thread. */
final class Console {
    private static final int BUFFER = 8192;

    private final PrintStream err;

    Console(PrintStream err) {
        this.err = err;
    }

    /** Makes the standard streams UTF-8 whatever the locale, and gives the console on standard error. */
    static Console standard() {
        System.setOut(utf8(FileDescriptor.out));
        PrintStream err = utf8(FileDescriptor.err);
        System.setErr(err);
        return new Console(err);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER), true, StandardCharsets.UTF_8);
    }

    /** Prints a line, or several with line feeds between them, in one piece. */
    void print(String lines) {
        err.println(lines);
    }
}
