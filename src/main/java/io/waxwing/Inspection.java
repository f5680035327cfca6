package io.waxwing;

import java.io.PrintStream;

/** Where {@code inspect} prints: standard error, looked up at each call so that tests may replace it. */
final class Inspection {
    private Inspection() {}

    static void print(String line) {
        PrintStream err = System.err;
        err.println(line);
    }
}
