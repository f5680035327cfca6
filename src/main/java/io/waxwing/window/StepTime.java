package io.waxwing.window;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time as a window step sees it: read once for values that come together, and moved on in steps. It never goes back. One per worker; used
 * by its thread.
 */
final class StepTime implements InstantSource {

    private final InstantSource source;
    private final Duration step;
    private Instant current = Instant.MIN;
    private long second = Instant.MIN.getEpochSecond();
    private int nano;
    private Instant next = Instant.MIN;
    private int version;

    StepTime(InstantSource source, Duration step) {
        this.source = source;
        this.step = step;
    }

    InstantSource source() {
        return source;
    }

    /** Reads the time; small steps are put off. */
    void refresh() {
        Instant now = read();
        if (!now.isBefore(next) && now.isAfter(current)) {
            set(now);
        }
    }

    /** Reads the time as it is. */
    void refreshExactly() {
        Instant now = read();
        if (now.isAfter(current)) {
            set(now);
        }
    }

    private Instant read() {
        Instant now = source.instant();
        if (now == null) {
            throw new NullPointerException("the source of a clock's time gave null");
        }
        return now;
    }

    private void set(Instant now) {
        current = now;
        second = now.getEpochSecond();
        nano = now.getNano();
        next = TimeMath.plus(now, step);
        version++;
    }

    /** The time that was read last; never goes back. */
    @Override
    public Instant instant() {
        return current;
    }

    /** The second of that time. */
    long second() {
        return second;
    }

    /** The nanosecond in that second. */
    int nano() {
        return nano;
    }

    /** Changes with the time. */
    int version() {
        return version;
    }
}
