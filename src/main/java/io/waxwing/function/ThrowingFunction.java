package io.waxwing.function;

/**
 * A function of one argument that may throw. Called on a worker's thread, by one worker at a time per step and worker.
 *
 * @param <T> the item
 * @param <R> the result
 */
@FunctionalInterface
public interface ThrowingFunction<T, R> {
    /**
     * Applies the function to an item.
     *
     * @throws Exception whatever the user's code throws; it fails the flow with the step named
     */
    R apply(T item) throws Exception;
}
