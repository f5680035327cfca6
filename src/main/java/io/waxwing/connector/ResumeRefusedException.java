package io.waxwing.connector;

import java.io.IOException;

/**
 * A saved position does not fit what is there now: a file is missing, shorter than it was, or has been rewritten. Going on would
 * lose or invent data, so the flow does not start. Connectors of users may throw it, too, from {@code build}.
 */
public final class ResumeRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    /** Makes one with a message that names what was looked at, what was expected and what was found. */
    public ResumeRefusedException(String message) {
        super(message);
    }
}
