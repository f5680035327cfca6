package io.waxwing.operator;

/**
 * The logic of one key of a stateful step, given one value at a time. {@link KeyLogic} tells what else it is asked, when, and by whom.
 *
 * @param <V> values that come in
 * @param <W> values that go out, under the same key
 * @param <S> what is saved; must be serialisable by the runner (records, collections, JDK value types, own classes)
 */
public interface StatefulLogic<V, W, S> extends KeyLogic<W, S> {
    /**
     * Called for each value of the key, in order of arrival.
     *
     * @throws Exception fails the flow with step and key named
     */
    Retention onItem(V value, Emitter<? super W> out) throws Exception;
}
