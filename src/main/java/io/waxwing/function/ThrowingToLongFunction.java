package io.waxwing.function;

/**
 * A function of one argument that gives a long and may throw. Called on a worker's thread, by one worker at a time per step and worker.
 *
 * @param <T> the item
 */
@FunctionalInterface
public interface ThrowingToLongFunction<T> {
    /**
     * Applies the function to an item.
     *
     * @throws Exception whatever the user's code throws; it fails the flow with the step named
     */
    long applyAsLong(T item) throws Exception;
}
