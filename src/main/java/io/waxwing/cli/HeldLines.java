package io.waxwing.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The standard error of a child: each line with a prefix, held back until it may speak. All children say the same when a flow cannot be
 * started, and once is enough.
 */
final class HeldLines {
    private enum Mode {
        HELD,
        SPOKEN,
        SILENT
    }

    private final String prefix;
    private final Console console;
    private final List<String> held = new ArrayList<>();
    private Mode mode = Mode.HELD;

    HeldLines(String prefix, Console console) {
        this.prefix = prefix;
        this.console = console;
    }

    /** Passes on a stream to its end, on the thread of the caller. */
    void pass(InputStream in) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                line(prefix + line);
            }
        } catch (IOException closed) {
            line(prefix + "(its standard error was cut off)");
        }
    }

    private synchronized void line(String line) {
        switch (mode) {
            case HELD -> held.add(line);
            case SPOKEN -> console.print(line);
            case SILENT -> held.clear();
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
