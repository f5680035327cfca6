package io.waxwing.testing;

import io.waxwing.runtime.WorkerClock;
import java.time.Duration;
import java.time.Instant;

/** The time of simulated workers: a manual clock, and a tick that only moves on. */
final class SimulatedClock implements WorkerClock {
    private final ManualClock wall;
    private long nanos;

    SimulatedClock(ManualClock wall) {
        this.wall = wall;
    }

    void advance(long byNanos) {
        nanos += byNanos;
        wall.advance(Duration.ofNanos(byNanos));
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return wall.instant();
    }
}
