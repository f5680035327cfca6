package io.waxwing.chain;

import io.waxwing.operator.Emitter;

/** Between a source partition and the chain below it: the emitter that the partition is given. */
public interface SourceFeed extends Emitter<Object>, Resumable {
    /** Pushes what was emitted and is still held; after each call of the partition. */
    void handOn();

    /** How many items were emitted since the last call. */
    int takeCount();

    /** Throws what failed below during the last call of the partition, even if the partition swallowed it. */
    void rethrow();
}
