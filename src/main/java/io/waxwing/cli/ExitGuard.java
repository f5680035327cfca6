package io.waxwing.cli;

import io.waxwing.text.Causes;
import io.waxwing.text.Shown;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Sees to it that the process ends with the code it should: an exit called by user code does not look like success, and shutdown hooks
 * of user code do not hold up the end.
 */
final class ExitGuard {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Console console;
    private final LastWords lastWords = new LastWords();
    /** Written by whoever ends the process, read by the shutdown hook. */
    private volatile boolean ending;

    ExitGuard(Console console) {
        this.console = console;
    }

    /** From here on, an end of the JVM that did not come through {@link #exit} is a failure. */
    void arm() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::onShutdown, "waxwing-exit-guard"));
        Thread.setDefaultUncaughtExceptionHandler(this::onUncaught);
    }

    private void onShutdown() {
        if (!ending) {
            console.print("error: the flow called System.exit; a flow ends by the end of its input, or by throwing"
                    + UserFrames.caller(Thread.getAllStackTraces(), Runtime.class.getName(), "exit"));
            Runtime.getRuntime().halt(ExitCode.FLOW_FAILED.code());
        }
    }

    /** A thread that nobody waits for has died: without it the flow might hang, or end as if all were well. */
    private void onUncaught(Thread thread, Throwable thrown) {
        try {
            ExitCode code = ErrorRenderer.exitCode(thrown);
            console.print(lastLines(thread, thrown, code));
            halt(code);
        } catch (Throwable e) {
            if (Causes.have(e, OutOfMemoryError.class) || Causes.have(thrown, OutOfMemoryError.class)) {
                lastWords.say(); // there is not even memory for that
                halt(ExitCode.OUT_OF_MEMORY);
            }
            halt(ExitCode.FLOW_FAILED);
        }
    }

    static String lastLines(Thread thread, Throwable thrown, ExitCode code) {
        return code == ExitCode.OUT_OF_MEMORY
                ? "error: out of memory in thread " + thread.getName()
                        + ErrorRenderer.memoryHint(String.valueOf(Causes.messageOf(thrown)))
                : "error: thread " + Shown.quoted(thread.getName()) + " died of " + UserFrames.describe(thrown);
    }

    /** Ends the process: shutdown hooks of others have ten seconds. */
    void exit(int code) {
        ending = true;
        PrintStream out = System.out;
        if (out != null) { // the flow may have set another, or none
            out.flush();
        }
        Deadline.after(
                PATIENCE, "waxwing-exit-deadline", () -> Runtime.getRuntime().halt(code));
        System.exit(code);
    }

    /** Ends the process at once. */
    void halt(ExitCode code) {
        ending = true;
        Runtime.getRuntime().halt(code.code());
    }
}
