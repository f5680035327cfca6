package io.waxwing.connector;

/**
 * Where items come from. Implement one of the two kinds: {@link FixedPartitionedSource} for named partitions with a position
 * that is saved, {@link DynamicSource} for one partition per worker without.
 *
 * @param <T> the items
 */
public sealed interface Source<T> permits FixedPartitionedSource, DynamicSource {}
