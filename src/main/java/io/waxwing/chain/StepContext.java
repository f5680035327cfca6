package io.waxwing.chain;

import java.time.InstantSource;

/** What steps may know of their worker. */
public interface StepContext {
    /** The epoch that the worker is in. */
    long epoch();

    /** Index of the worker over the cluster. */
    int worker();

    /** The clock of the worker. */
    InstantSource time();
}
