package io.waxwing.connector;

import org.jspecify.annotations.Nullable;

/**
 * A sink partition with a position that is saved.
 *
 * @param <T> the items
 * @param <S> the position, serialisable by the runner
 */
public interface StatefulSinkPartition<T, S> extends SinkPartition<T> {
    /**
     * The position after the last write. Called on the worker's thread as each epoch ends, also in runs that save nothing: what was held
     * back is to be written out, so that readers of the sink see it. Must be quick. Null: nothing to save.
     */
    @Nullable
    S snapshot();

    /**
     * Makes durable what was written up to the last {@link #snapshot()}: fsync and the like. Called on another thread than the
     * writes, before the epoch is sealed, never twice at once; meanwhile the partition is written to for the next epoch and, after a
     * failure of the run, it may have been closed. Only in runs that save.
     */
    default void makeDurable() throws Exception {}
}
