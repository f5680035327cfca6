package io.waxwing.function;

/**
 * A test of one item that may throw.
 *
 * @param <T> the item
 */
@FunctionalInterface
public interface ThrowingPredicate<T> {
    /**
     * Tells whether the item passes.
     *
     * @throws Exception whatever the user's code throws; it fails the flow with the step named
     */
    boolean test(T item) throws Exception;
}
