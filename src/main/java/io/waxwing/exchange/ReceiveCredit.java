package io.waxwing.exchange;

/**
 * What the receiver of a channel allows: a window beyond what has been <i>processed</i>. Limits are announced when half the
 * window has been processed since the last time, which is before a sender that has used it up can be stuck.
 */
final class ReceiveCredit {
    private final int window;
    private long processed;
    private long announced;

    ReceiveCredit(int window) {
        this.window = window;
        this.announced = window;
    }

    /** Notes a processed batch and tells whether a new limit should be announced. */
    boolean onProcessed() {
        processed++;
        return 2 * (processed + window - announced) >= window;
    }

    /** The limit to announce now. */
    long announce() {
        announced = processed + window;
        return announced;
    }
}
