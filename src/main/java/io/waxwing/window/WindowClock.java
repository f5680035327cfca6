package io.waxwing.window;

import java.time.InstantSource;

/**
 * A sense of time for windows: which timestamp a value has, and how far time has come. Immutable; builds one logic for each key.
 * Not called Clock, since {@code java.time} has one.
 *
 * @param <V> the values
 */
public interface WindowClock<V> {
    /**
     * Makes the logic of a key.
     *
     * @param systemTime the worker's clock, the only one that a logic may use; simulated in tests
     */
    ClockLogic<V, ?> build(InstantSource systemTime);
}
