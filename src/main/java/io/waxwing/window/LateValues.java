package io.waxwing.window;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the late values of a window step, and says when a warning is due: at the first, then at most once a minute. Any thread. */
public final class LateValues {
    private static final long BETWEEN_WARNINGS = Duration.ofMinutes(1).toMillis();

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong nextWarning = new AtomicLong(Long.MIN_VALUE);

    LateValues() {}

    /**
     * Counts one.
     *
     * @return whether to warn
     */
    public boolean add(Instant now) {
        count.incrementAndGet();
        long time = now.toEpochMilli();
        long due = nextWarning.get();
        return time >= due && nextWarning.compareAndSet(due, time + BETWEEN_WARNINGS);
    }

    /** How many there were so far. */
    public long count() {
        return count.get();
    }
}
