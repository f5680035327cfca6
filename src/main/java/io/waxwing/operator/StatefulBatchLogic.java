package io.waxwing.operator;

import java.util.List;

/**
 * The logic of one key of a stateful step, given the values that arrived together. {@link KeyLogic} tells what else it is asked, when, and
 * by whom.
 *
 * @param <V> values that come in
 * @param <W> values that go out, under the same key
 * @param <S> what is saved; must be serialisable by the runner (records, collections, JDK value types, own classes)
 */
public interface StatefulBatchLogic<V, W, S> extends KeyLogic<W, S> {
    /**
     * Called with the values of the key in one batch, in order of arrival; the list may be kept.
     *
     * @throws Exception fails the flow with step and key named
     */
    Retention onBatch(List<V> values, Emitter<? super W> out) throws Exception;
}
