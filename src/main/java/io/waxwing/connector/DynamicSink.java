package io.waxwing.connector;

/**
 * A sink with one partition per worker and no saved position.
 *
 * @param <T> the items
 */
public non-sealed interface DynamicSink<T> extends Sink<T> {
    /**
     * Opens this worker's partition, on its thread.
     *
     * @throws Exception fails the flow
     */
    SinkPartition<T> build(PartitionContext context) throws Exception;
}
