package io.waxwing.chain;

import java.time.Duration;
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
     * How long the flow was down before it went on from saved state: from when the resume epoch was sealed until the worker was made. The time
     * to load the state is not in it.
     */
    default Duration downtime() {
        return Duration.ZERO;
    }

    /**
     * Refuses a key that a stateful step has not seen before if it could not be sent to another worker, were there one.
     *
     * @throws IllegalArgumentException with the reason
     */
    default void checkNewKey(Object key) {}
}
