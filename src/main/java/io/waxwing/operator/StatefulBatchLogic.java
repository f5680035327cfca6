package io.waxwing.operator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The logic of one key of a stateful step, given the values that arrived together. The core of all stateful steps. All calls come from one worker's thread, one at a time. The order of calls for a key in one round is: values, then
 * {@link #onNotify} if its time has come, then {@link #onEof} if the input has ended; if the logic is kept,
 * {@link #notifyAt} is asked again.
 *
 * @param <V> values that come in
 * @param <W> values that go out, under the same key
 * @param <S> what is saved; must be serialisable by the runner (records, collections, JDK value types, own classes)
 */
public interface StatefulBatchLogic<V, W, S> {
    /**
     * Called with the values of the key in one batch, in order of arrival; the list may be kept.
     *
     * @throws Exception fails the flow with step and key named
     */
    Retention onBatch(List<V> values, Emitter<? super W> out) throws Exception;

    /** Called when the time last given by {@link #notifyAt} has come. */
    default Retention onNotify(Emitter<? super W> out) throws Exception {
        return Retention.KEEP;
    }

    /** Called at the end of the input, once per execution for every key that still has a logic. */
    default Retention onEof(Emitter<? super W> out) throws Exception {
        return Retention.KEEP;
    }

    /**
     * When to call {@link #onNotify}, by the worker's clock; asked after each round. Null: not at all. A time that has come stays due until
     * another one is given, so {@link #onNotify} must move it on or clear it, or it is called again and again. Asked after {@link #restore},
     * too: it is saved only if {@link #snapshot} holds it.
     */
    default @Nullable Instant notifyAt() {
        return null;
    }

    /**
     * The state to save. Serialised before anything else happens, so it may be the live state itself. Null: nothing worth
     * saving, after a resume the key starts anew.
     */
    @Nullable
    S snapshot();

    /** Called first and once on a new logic, only when there is a saved state. */
    void restore(S snapshot);
}
