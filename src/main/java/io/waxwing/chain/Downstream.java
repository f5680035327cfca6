package io.waxwing.chain;

/** What comes next in a chain. */
public interface Downstream {
    /**
     * Takes an item; never refuses.
     *
     * @param key the key, null on unkeyed streams
     * @throws StepFailure when user code failed, here or below
     */
    void push(Object key, Object item);

    /** The end of a batch: what was gathered for user code that takes batches goes to it now. */
    void flush();
}
