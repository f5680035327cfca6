package io.waxwing.runtime;

import io.waxwing.connector.PartitionContext;
import java.time.InstantSource;

/** What a partition is told. */
record PartitionPlace(String stepId, WorkerPlace place, InstantSource time, WakeFlag flag) implements PartitionContext {
    @Override
    public int workerIndex() {
        return place.worker();
    }

    @Override
    public int workerCount() {
        return place.workers();
    }

    @Override
    public void wake() {
        flag.set();
    }
}
