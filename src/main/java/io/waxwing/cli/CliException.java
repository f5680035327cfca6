package io.waxwing.cli;

import org.jspecify.annotations.Nullable;

/**
 * Something that ends the program with one clear message and an exit code.
 *
 * <p>The message is complete as it is: the first line says what, where and what to do; further lines, if any, are indented. A cause
 * is kept for {@code --stacktrace} and for the user's own frame.
 */
final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private boolean hint;

    CliException(ExitCode exitCode, String message) {
        this(exitCode, message, null);
    }

    CliException(ExitCode exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** A mistake in what was typed. */
    static CliException usage(String message) {
        return new CliException(ExitCode.USAGE, message);
    }

    /** A mistake in options or in the environment: the help is pointed to. */
    static CliException options(String message) {
        CliException exception = new CliException(ExitCode.USAGE, message);
        exception.hint = true;
        return exception;
    }

    /** A mistake in what was typed, or in what it names, with what was thrown. */
    static CliException usage(String message, Throwable cause) {
        return new CliException(ExitCode.USAGE, message, cause);
    }

    ExitCode exitCode() {
        return exitCode;
    }

    /** Whether to point to the help. */
    boolean hint() {
        return hint;
    }
}
