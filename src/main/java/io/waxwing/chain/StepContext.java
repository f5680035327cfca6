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

    /**
     * Refuses a key that a stateful step has not seen before if it could not be sent to another worker, were there one.
     *
     * @throws IllegalArgumentException with the reason
     */
    default void checkNewKey(Object key) {}
}
