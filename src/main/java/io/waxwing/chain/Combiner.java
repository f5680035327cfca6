package io.waxwing.chain;

/** A step that holds items back across batches, to be emptied before an epoch or the stream ends. */
public interface Combiner extends Resumable {
    /** Whether it holds nothing back. */
    boolean isEmpty();

    /** Starts to hand on all that it holds; may be left suspended. */
    void release();
}
