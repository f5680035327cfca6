package io.waxwing.cli;

import io.waxwing.text.Shown;
import io.waxwing.window.Windower;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * {@code explain-window}: what becomes of values that arrive at some time with some timestamp, line by line as they are read.
 *
 * @param windower the windows asked about
 * @param waiting of the event clock
 * @param input a file, or {@link #STANDARD_INPUT}
 */
record ExplainWindow(Windower windower, Duration waiting, String input) {
    static final String STANDARD_INPUT = "-";

    private static final String HEADER = "arrival,timestamp";
    private static final String EXPECTED =
            "expected arrival,timestamp as 2026-01-01T12:00:02Z,2026-01-01T12:00:00Z, got ";

    void run(InputStream standardInput, PrintStream out) {
        try (InputStream in = input.equals(STANDARD_INPUT) ? standardInput : Files.newInputStream(Path.of(input))) {
            explain(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), out);
        } catch (IOException | InvalidPathException e) {
            throw CliException.usage(
                    Subcommand.EXPLAIN_WINDOW.typed() + ": cannot read " + shownInput() + ": " + UserFrames.summary(e),
                    e);
        }
    }

    private void explain(BufferedReader lines, PrintStream out) throws IOException {
        WindowTimeline timeline = new WindowTimeline(windower, waiting, text -> print(text, out));
        Instant before = Instant.MIN;
        String line;
        for (long number = 1; (line = lines.readLine()) != null; number++) {
            if (line.isBlank() || (number == 1 && line.strip().equals(HEADER))) {
                continue;
            }
            int comma = line.indexOf(',');
            if (comma < 0) {
                throw wrong(number, EXPECTED + Shown.quoted(line));
            }
            Instant arrival = instant(number, line, line.substring(0, comma));
            Instant timestamp = instant(number, line, line.substring(comma + 1));
            if (arrival.isBefore(before)) {
                throw wrong(
                        number,
                        "arrival " + arrival + " is before the one above it, " + before
                                + "; sort the lines by arrival");
            }
            before = arrival;
            try {
                timeline.arrive(number, arrival, timestamp);
            } catch (ArithmeticException e) {
                throw wrong(number, String.valueOf(e.getMessage()));
            }
        }
        timeline.end();
    }

    private Instant instant(long number, String line, String text) {
        try {
            return Instant.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw wrong(number, EXPECTED + Shown.quoted(line));
        }
    }

    private CliException wrong(long number, String what) {
        return CliException.usage(
                Subcommand.EXPLAIN_WINDOW.typed() + ": line " + number + " of " + shownInput() + ": " + what);
    }

    private String shownInput() {
        return input.equals(STANDARD_INPUT) ? "standard input" : Shown.quoted(input);
    }

    private static void print(String text, PrintStream out) {
        out.println(text);
        if (out.checkError()) {
            throw new CliException(ExitCode.STDOUT_CLOSED, "standard output was closed");
        }
    }
}
