package io.waxwing.operator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the logics of a key have in common, whether they take values one at a time ({@link StatefulLogic}) or by the batch ({@link
 * StatefulBatchLogic}). All calls come from one worker's thread, one at a time. The order of calls for a key in one round is: values,
 * then {@link #onNotify} if its time has come, then {@link #onEof} if the input has ended; if the logic is kept, {@link #notifyAt} is
 * asked again.
 *
 * @param <W> values that go out, under the same key
 * @param <S> what is saved; must be serialisable by the runner (records, collections, JDK value types, own classes)
 */
public interface KeyLogic<W, S> {
    /**
     * Called when the time last given by {@link #notifyAt} has come.
     *
     * @throws Exception fails the flow with step and key named
     */
    default Retention onNotify(Emitter<? super W> out) throws Exception {
        return Retention.KEEP;
    }

    /**
     * Called at the end of the input, once per execution for every key that still has a logic.
     *
     * @throws Exception fails the flow with step and key named
     */
    default Retention onEof(Emitter<? super W> out) throws Exception {
        return Retention.KEEP;
    }

    /**
     * When to call {@link #onNotify}, by the worker's clock; asked after each round. Null: not at all. A time that has come stays due until
     * another one is given, so {@link #onNotify} must move it on or clear it, or it is called again and again, in turn with values and
     * other keys. Asked after {@link #restore}, too: it is saved only if {@link #snapshot} holds it.
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
