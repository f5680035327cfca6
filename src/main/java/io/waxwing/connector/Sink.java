package io.waxwing.connector;

/**
 * Where items go. Implement one of the two kinds: {@link FixedPartitionedSink} for named partitions with a position that is
 * saved, {@link DynamicSink} for one partition per worker without.
 *
 * @param <T> the items
 */
public sealed interface Sink<T> permits FixedPartitionedSink, DynamicSink {}
