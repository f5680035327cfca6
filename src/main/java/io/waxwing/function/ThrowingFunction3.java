package io.waxwing.function;

/**
 * A function of three arguments that may throw: joins three sides.
 *
 * @param <A> the first argument
 * @param <B> the second argument
 * @param <C> the third argument
 * @param <R> the result
 */
@FunctionalInterface
public interface ThrowingFunction3<A, B, C, R> {
    /**
     * Applies the function.
     *
     * @throws Exception whatever the user's code throws; it fails the flow with the step named
     */
    R apply(A a, B b, C c) throws Exception;
}
