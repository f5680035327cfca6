package io.waxwing.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The standard error of a child: each line with a prefix, held back until it may speak. All children say the same when a flow cannot be
 * started, and once is enough. What is kept in memory has a limit: a line that is too long is passed on in pieces, and too much to be
 * held back is said.
 */
final class HeldLines {
    private enum Mode {
        HELD,
        SPOKEN,
        SILENT
    }

    /** Characters of a line. */
    private static final int LONGEST = 1 << 16;
    /** Characters held back, of all lines. */
    private static final int MOST_HELD = 1 << 20;

    private final String prefix;
    private final Console console;
    private final List<String> held = new ArrayList<>();
    private int heldLength;
    private Mode mode = Mode.HELD;

    HeldLines(String prefix, Console console) {
        this.prefix = prefix;
        this.console = console;
    }

    /** Passes on a stream to its end, on the thread of the caller. */
    void pass(InputStream in) {
        try (LineNumberReader lines = new LineNumberReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = next(lines); line != null; line = next(lines)) {
                line(prefix + line);
            }
        } catch (IOException closed) {
            line(prefix + "(its standard error was cut off)");
        }
    }

    /** The next line, or as much of it as is passed on in one piece; null at the end. The reader gives any end of a line as a line feed. */
    private static @Nullable String next(LineNumberReader in) throws IOException {
        int c = in.read();
        if (c < 0) {
            return null;
        }
        StringBuilder line = new StringBuilder();
        while (c >= 0 && c != '\n') {
            line.append((char) c);
            if (line.length() >= LONGEST && !Character.isHighSurrogate((char) c)) {
                break;
            }
            c = in.read();
        }
        return line.toString();
    }

    private synchronized void line(String line) {
        switch (mode) {
            case HELD -> hold(line);
            case SPOKEN -> console.print(line);
            case SILENT -> held.clear();
        }
    }

    private void hold(String line) {
        held.add(line);
        heldLength += line.length();
        if (heldLength > MOST_HELD) {
            speak();
        }
    }

    /** What was held back is printed, and what comes is at once. */
    synchronized void speak() {
        if (mode == Mode.HELD) {
            held.forEach(console::print);
            held.clear();
            mode = Mode.SPOKEN;
        }
    }

    /** What was held back is dropped, and what comes is, too. */
    synchronized void silence() {
        held.clear();
        mode = Mode.SILENT;
    }
}
