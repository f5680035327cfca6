package io.waxwing.chain;

/** A producer inside a chain that keeps its place while its gate is closed. */
public interface Resumable {
    /** Whether it still has something to hand on from calls that were made. */
    boolean isSuspended();

    /** Goes on until it is through or the gate closes. */
    void resume();
}
