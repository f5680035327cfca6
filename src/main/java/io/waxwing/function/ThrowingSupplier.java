package io.waxwing.function;

/**
 * Makes a value and may throw.
 *
 * @param <T> the value
 */
@FunctionalInterface
public interface ThrowingSupplier<T> {
    /**
     * Makes or fetches a value.
     *
     * @throws Exception whatever the user's code throws; it fails the flow with the step named
     */
    T get() throws Exception;
}
