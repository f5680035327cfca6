package io.waxwing.connector;

import io.waxwing.operator.KeyValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sink of named partitions, each written by exactly one worker. Items are moved to the worker that has their partition.
 *
 * @param <T> the items
 * @param <S> a position
 */
public non-sealed interface FixedPartitionedSink<T, S> extends Sink<T> {
    /**
     * The partitions that this process can reach. Called once per process and execution.
     *
     * @throws Exception fails the flow
     */
    List<String> listPartitions() throws Exception;

    /**
     * What chooses the partition of an item: the range of 64-bit hashes is cut into as many equal parts as there are partitions, and the stable
     * hash of this lies in the part of one of them, in the order of their names. By default the item itself, the key of a {@link KeyValue}.
     * Must be of a type that could be a key.
     */
    default Object routingKey(T item) {
        return item instanceof KeyValue<?, ?> pair ? pair.key() : item;
    }

    /**
     * Opens a partition, on the thread of the worker that will write it.
     *
     * @param resume the position to go on from, as {@link StatefulSinkPartition#snapshot()} gave it; null: from the start
     * @throws Exception fails the flow
     */
    StatefulSinkPartition<T, S> build(PartitionContext context, String partition, @Nullable S resume) throws Exception;
}
