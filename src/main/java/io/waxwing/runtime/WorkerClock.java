package io.waxwing.runtime;

import java.time.Instant;
import java.time.InstantSource;

/** The time of a worker: wall clock for what users see, a monotonic tick for everything else. */
public interface WorkerClock extends InstantSource {
    /** Monotonic nanoseconds from any origin. */
    long nanos();

    /** The machine's clocks. */
    static WorkerClock system() {
        return new WorkerClock() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Instant instant() {
                return Instant.now();
            }
        };
    }
}
