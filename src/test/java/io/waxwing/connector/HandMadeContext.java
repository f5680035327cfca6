package io.waxwing.connector;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;

/** A place for a partition without a runner. Counts the wake-ups. */
public record HandMadeContext(int workerIndex, int workerCount, InstantSource time, Semaphore wakes)
        implements PartitionContext {
    public static HandMadeContext worker(int index, int count) {
        return new HandMadeContext(index, count, InstantSource.fixed(Instant.EPOCH), new Semaphore(0));
    }

    public static HandMadeContext only() {
        return worker(0, 1);
    }

    public static HandMadeContext at(InstantSource time) {
        return new HandMadeContext(0, 1, time, new Semaphore(0));
    }

    @Override
    public String stepId() {
        return "flow.step";
    }

    @Override
    public void wake() {
        wakes.release();
    }
}
