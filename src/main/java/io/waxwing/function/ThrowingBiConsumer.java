package io.waxwing.function;

/**
 * Takes two arguments and may throw; on keyed streams they are the key and the value.
 *
 * @param <A> the first argument
 * @param <B> the second argument
 */
@FunctionalInterface
public interface ThrowingBiConsumer<A, B> {
    /**
     * Takes the arguments.
     *
     * @throws Exception whatever the user's code throws; it fails the flow with the step named
     */
    void accept(A a, B b) throws Exception;
}
