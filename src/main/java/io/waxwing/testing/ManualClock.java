package io.waxwing.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is told otherwise. May be used by any thread. */
public final class ManualClock implements InstantSource {
    private volatile Instant now;

    private ManualClock(Instant now) {
        this.now = now;
    }

    /** A clock that shows this time. */
    public static ManualClock at(Instant start) {
        return new ManualClock(start);
    }

    /** Moves the clock on, or back if the duration is negative. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public String toString() {
        return "ManualClock(" + now + ")";
    }
}
