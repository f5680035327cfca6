package io.waxwing.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source of named partitions, each read by exactly one worker of the cluster, each with a position that is saved.
 *
 * @param <T> the items
 * @param <S> a position
 */
public non-sealed interface FixedPartitionedSource<T, S> extends Source<T> {
    /**
     * The partitions that this process can reach. Called once per process and execution. The lists of all processes are
     * joined; each partition is given to one worker that can reach it.
     *
     * @throws Exception fails the flow
     */
    List<String> listPartitions() throws Exception;

    /**
     * Opens a partition, on the thread of the worker that will read it.
     *
     * @param resume the position to go on from, as {@link StatefulSourcePartition#snapshot()} gave it; null: from the start
     * @throws Exception fails the flow
     */
    StatefulSourcePartition<T, S> build(PartitionContext context, String partition, @Nullable S resume)
            throws Exception;
}
