package io.waxwing.connector;

import java.time.InstantSource;

/** What a partition is told of its place, and how it wakes its worker from another thread. */
public interface PartitionContext {
    /** Full id of the step. */
    String stepId();

    /** Index of the worker over the cluster, from 0. */
    int workerIndex();

    /** Number of workers of the cluster. */
    int workerCount();

    /** The only clock a partition may use; simulated in tests. */
    InstantSource time();

    /** Has the worker call {@code nextBatch} soon, whatever {@code nextAwake} said. Any thread; cheap; may be called after close. */
    void wake();
}
