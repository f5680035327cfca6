package io.waxwing.window;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time of one key. A value whose timestamp is before the watermark is late; a window closes when the watermark has come to its
 * close. All calls come from one worker's thread.
 *
 * @param <V> the values
 * @param <S> what is saved; must be serialisable by the runner
 */
public interface ClockLogic<V, S> {
    /** Called before values that come together, and when a time asked for has come: the place to read the system time. */
    default void beforeBatch() {}

    /**
     * The timestamp of a value that came; moves the watermark on where the value does.
     *
     * @throws Exception fails the flow with step and key named
     */
    Instant timestampOf(V value) throws Exception;

    /** How far time has come, as of the last call of the methods above. Never goes back. */
    Instant watermark();

    /** How far time has come when no more values will; {@link Instant#MAX} closes all windows. Must not change what is saved. */
    Instant watermarkAtEof();

    /**
     * When, in the system's time, the watermark will have come to a timestamp if no value comes before. The step is woken then.
     * Null: it will not by itself, so windows close with further values or at the end of the input only.
     */
    @Nullable
    Instant toSystemTime(Instant timestamp);

    /** The state to save; may be the live state itself. Null: nothing worth saving. */
    @Nullable
    S snapshot();

    /** Called first and once on a new logic, only when there is a saved state. */
    void restore(S snapshot);
}
