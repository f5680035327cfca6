package io.waxwing.function;

/**
 * A function of four arguments that may throw: joins four sides.
 *
 * @param <A> the first argument
 * @param <B> the second argument
 * @param <C> the third argument
 * @param <D> the fourth argument
 * @param <R> the result
 */
@FunctionalInterface
public interface ThrowingFunction4<A, B, C, D, R> {
    /**
     * Applies the function.
     *
     * @throws Exception whatever the user's code throws; it fails the flow with the step named
     */
    R apply(A a, B b, C c, D d) throws Exception;
}
