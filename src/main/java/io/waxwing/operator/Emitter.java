package io.waxwing.operator;

/**
 * Takes what a logic or a source hands on. Never blocks. Valid only during the call it was passed to, on the same thread.
 *
 * @param <T> what is emitted
 */
@FunctionalInterface
public interface Emitter<T> {
    /**
     * Hands one item downstream.
     *
     * @throws RuntimeException when a step downstream failed; let it pass, the flow is failing already
     */
    void emit(T item);
}
