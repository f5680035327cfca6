package io.waxwing;

import java.io.PrintStream;

/** Where {@code inspect} and {@code inspectDebug} print: standard error, looked up at each call so that tests may replace it. */
final class Inspection {
    private Inspection() {}

    static void print(String line) {
        PrintStream err = System.err;
        err.println(line);
    }

    /** What {@code inspectDebug} prints. */
    static void printDebug(String stepId, Object item, long epoch, int worker) {
        print(stepId + " W" + worker + " @" + epoch + ": " + item);
    }
}
