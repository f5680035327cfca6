package io.waxwing.connector;

import java.util.List;

/**
 * The part of a sink that one worker writes. All calls come from that worker's thread.
 *
 * @param <T> the items
 */
public interface SinkPartition<T> {
    /**
     * Writes items in order. The list can't be changed; it may be kept.
     *
     * @throws Exception fails the flow with the step named
     */
    void writeBatch(List<? extends T> items) throws Exception;

    /** Called once at the end, also on failure. */
    default void close() throws Exception {}
}
