package io.waxwing.function;

/**
 * Takes an item and may throw.
 *
 * @param <T> the item
 */
@FunctionalInterface
public interface ThrowingConsumer<T> {
    /**
     * Takes an item.
     *
     * @throws Exception whatever the user's code throws; it fails the flow with the step named
     */
    void accept(T item) throws Exception;
}
