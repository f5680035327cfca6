package io.waxwing.operator;

/**
 * Takes what a logic or a source hands on. Never blocks. Valid only during the call it was passed to, on the same thread.
 *
 * <p>All that is emitted in one call is taken; where a step downstream is slow it is held in memory until that has room. Emit as much at
 * once as may lie in memory.
 *
 * @param <T> what is emitted
 */
@FunctionalInterface
public interface Emitter<T> {
    /**
     * Hands one item downstream. It must not be changed from here on, key and value of a pair neither, nor be used again for the next one: steps
     * may look at it later, also when a step in between would make a copy.
     *
     * @throws RuntimeException when a step downstream failed; let it pass, the flow is failing already
     */
    void emit(T item);
}
