package io.waxwing.function;

/**
 * A test of two arguments that may throw; on keyed streams they are the key and the value.
 *
 * @param <A> the first argument
 * @param <B> the second argument
 */
@FunctionalInterface
public interface ThrowingBiPredicate<A, B> {
    /**
     * Tells whether the arguments pass.
     *
     * @throws Exception whatever the user's code throws; it fails the flow with the step named
     */
    boolean test(A a, B b) throws Exception;
}
