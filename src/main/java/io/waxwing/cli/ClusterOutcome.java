package io.waxwing.cli;

import io.waxwing.time.Seconds;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One exit code out of those of all children: that of the first which failed of itself, not because another did. Touched by one thread.
 */
final class ClusterOutcome {
    private static final int SIGNALLED = 128;

    private int first;
    private boolean peerFailed;
    private @Nullable String message;

    /** A child has ended, in the order in which they do. */
    void ended(int child, int code) {
        if (code == ExitCode.PEER_FAILED.code()) {
            peerFailed = true;
        } else if (code != 0 && first == 0) {
            if (isOurs(code)) {
                first = code;
            } else {
                first = ExitCode.PEER_FAILED.code();
                message = code > SIGNALLED
                        ? "p" + child + " was killed by signal " + (code - SIGNALLED)
                        : "p" + child + " ended with exit code " + code;
            }
        }
    }

    /** All were ended before they had begun, because a signal asked for it. */
    void stopped(Signals signal) {
        if (first == 0) {
            first = signal.exitCode().code();
        }
    }

    /** All were ended, as some were not ready in time. */
    void gaveUp(Duration waited, String missing) {
        first = ExitCode.NETWORK.code();
        message = "gave up after " + Seconds.of(waited.toNanos()) + " without " + missing
                + "; check what is done before the flow starts, or see --connect-timeout";
    }

    private static boolean isOurs(int code) {
        for (ExitCode known : ExitCode.values()) {
            if (known.code() == code) {
                return true;
            }
        }
        return false;
    }

    boolean failed() {
        return exitCode() != 0;
    }

    int exitCode() {
        return first != 0 ? first : peerFailed ? ExitCode.PEER_FAILED.code() : 0;
    }

    /** What only the parent can say; null when the child has said it. */
    @Nullable
    String message() {
        return message;
    }
}
