package io.waxwing.window;

import io.waxwing.operator.Emitter;

/**
 * What one window of one key does with its values. All calls come from one worker's thread, one at a time.
 *
 * @param <V> values that come in
 * @param <W> results; they go out with the window they are of
 * @param <S> what is saved; must be serialisable by the runner
 */
public interface WindowLogic<V, W, S> {
    /**
     * Called for each value of the window: in order of timestamps where the step is ordered, else in order of arrival.
     *
     * @throws Exception fails the flow with step and key named
     */
    void onValue(V value, Emitter<? super W> out) throws Exception;

    /**
     * Another window became part of this one.
     *
     * @param other the state of the other window, which opened later
     */
    void onMerge(S other, Emitter<? super W> out) throws Exception;

    /** The window closes; nothing is called after this. */
    void onClose(Emitter<? super W> out) throws Exception;

    /** The state to save. Serialised before anything else happens, so it may be the live state itself. */
    S snapshot();

    /** Called first and once on a new logic, only when there is a saved state. */
    void restore(S snapshot);
}
