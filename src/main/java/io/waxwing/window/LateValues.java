package io.waxwing.window;

import java.time.Duration;
import java.time.Instant;

/**
 * Counts the late values of a window step on a worker, and says when a warning is due: at the first, then at most once a minute, and at the
 * end of the run if more have come since.
 */
public final class LateValues {
    private static final long BETWEEN_WARNINGS = Duration.ofMinutes(1).toMillis();

    private long count;
    /** The count in the last warning. */
    private long told;

    private long nextWarning = Long.MIN_VALUE;

    LateValues() {}

    /**
     * Counts one.
     *
     * @return whether to warn
     */
    public boolean add(Instant now) {
        count++;
        long time = now.toEpochMilli();
        if (time < nextWarning) {
            return false;
        }
        nextWarning = time + BETWEEN_WARNINGS;
        told = count;
        return true;
    }

    /** Whether more have come since the last warning. */
    public boolean isMoreThanTold() {
        return count > told;
    }

    /** How many there were so far. */
    public long count() {
        return count;
    }
}
