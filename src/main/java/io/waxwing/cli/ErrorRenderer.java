package io.waxwing.cli;

import io.waxwing.plan.PlanException;
import io.waxwing.recovery.RecoveryException;
import io.waxwing.runtime.FlowException;
import io.waxwing.text.Causes;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** Makes one clear message and an exit code of whatever went wrong: what, where, the user's own line, and the stack only if asked for. */
final class ErrorRenderer {
    private static final String PREFIX = "error: ";

    private final boolean stacktrace;

    ErrorRenderer(boolean stacktrace) {
        this.stacktrace = stacktrace;
    }

    static ExitCode exitCode(Throwable thrown) {
        if (Causes.have(thrown, OutOfMemoryError.class)) {
            return ExitCode.OUT_OF_MEMORY;
        }
        if (thrown instanceof CliException refused) {
            return refused.exitCode();
        }
        if (thrown instanceof PlanException) {
            return ExitCode.USAGE;
        }
        if (thrown instanceof RecoveryException) {
            return ExitCode.RECOVERY;
        }
        if (thrown instanceof FlowException failed) {
            return switch (failed.kind()) {
                case FLOW -> failed.isOutputClosed() ? ExitCode.STDOUT_CLOSED : ExitCode.FLOW_FAILED;
                case PEER -> ExitCode.PEER_FAILED;
                case RECOVERY -> ExitCode.RECOVERY;
                case MISMATCH -> ExitCode.HANDSHAKE;
                case CONNECT -> ExitCode.NETWORK;
            };
        }
        return ExitCode.FLOW_FAILED;
    }

    /** Gives null where nothing is to be said: the reader of the output, of this process or another, has seen enough. */
    @Nullable
    String message(Throwable thrown) {
        if (thrown instanceof FlowException failed && failed.isOutputClosed()) {
            return null;
        }
        StringBuilder text = new StringBuilder(PREFIX).append(what(thrown));
        if (stacktrace || isOurs(thrown)) {
            text.append('\n').append(stack(thrown));
        }
        return text.toString();
    }

    private static String what(Throwable thrown) {
        if (thrown instanceof CliException refused) {
            return refused.getMessage() + (refused.hint() ? "\nTry --help for the options." : "");
        }
        if (thrown instanceof FlowException || thrown instanceof PlanException) {
            String message = String.valueOf(thrown.getMessage());
            return message + frame(thrown) + (Causes.have(thrown, OutOfMemoryError.class) ? memoryHint(message) : "");
        }
        if (thrown instanceof RecoveryException) {
            return String.valueOf(thrown.getMessage());
        }
        if (thrown instanceof OutOfMemoryError) {
            return UserFrames.summary(thrown) + memoryHint(String.valueOf(Causes.messageOf(thrown)));
        }
        return "this is a mistake in Waxwing, please report it: " + UserFrames.summary(thrown);
    }

    private static String frame(Throwable thrown) {
        return thrown.getCause() == null ? "" : UserFrames.place(thrown.getCause());
    }

    /** Lines to follow the message of an error for want of memory: what may be done. */
    static String memoryHint(String message) {
        if (message.contains("native thread")) {
            return "\n    the system lets this process have no more threads: fewer workers (-w), or a higher limit (ulimit -u)";
        }
        long mebibytes = Runtime.getRuntime().maxMemory() >> 20;
        return "\n    the heap may grow to " + mebibytes + " MiB; java -Xmx sets another limit";
    }

    /** What nobody foresaw: always with its stack. */
    private static boolean isOurs(Throwable thrown) {
        return !(thrown instanceof CliException
                || thrown instanceof FlowException
                || thrown instanceof PlanException
                || thrown instanceof RecoveryException
                || thrown instanceof OutOfMemoryError);
    }

    private static String stack(Throwable thrown) {
        Throwable cause = thrown.getCause();
        StringWriter text = new StringWriter();
        try (PrintWriter writer = new PrintWriter(text)) {
            (thrown instanceof FlowException && cause != null ? cause : thrown).printStackTrace(writer);
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) { // methods of the user's exceptions have a part in it
            text.append("(the rest of the stack cannot be shown: ")
                    .append(UserFrames.summary(e))
                    .append(')');
        }
        return text.toString().stripTrailing();
    }
}
