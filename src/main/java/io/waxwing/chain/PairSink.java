package io.waxwing.chain;

/** An end of a chain that can take keys and values of a batch as they lie, side by side. */
interface PairSink {
    /** Whether it can, which never changes. */
    boolean takesPairs();

    /**
     * Takes what else would be pushed one by one and flushed.
     *
     * @param keys as many as {@code size}, its own from now on, as are the values
     * @throws StepFailure when user code failed
     */
    void takePairs(Object[] keys, Object[] values, int size);
}
