package io.waxwing.function;

/**
 * A function of two arguments that may throw; on keyed streams they are the key and the value.
 *
 * @param <A> the first argument
 * @param <B> the second argument
 * @param <R> the result
 */
@FunctionalInterface
public interface ThrowingBiFunction<A, B, R> {
    /**
     * Applies the function.
     *
     * @throws Exception whatever the user's code throws; it fails the flow with the step named
     */
    R apply(A a, B b) throws Exception;
}
