package io.waxwing.connector;

/**
 * A source with one partition per worker and no saved position.
 *
 * @param <T> the items
 */
public non-sealed interface DynamicSource<T> extends Source<T> {
    /**
     * Opens this worker's partition, on its thread.
     *
     * @throws Exception fails the flow
     */
    SourcePartition<T> build(PartitionContext context) throws Exception;
}
