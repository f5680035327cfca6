package io.waxwing.recovery;

import org.jspecify.annotations.Nullable;

/** Saved state cannot be read, or not be written. The message is one line: which file, what is wrong with it, what to do. */
public class RecoveryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With what to tell the user. */
    public RecoveryException(String message) {
        super(message);
    }

    /** With what to tell the user, and what led to it. */
    public RecoveryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
