package io.waxwing.recovery;

import io.waxwing.connector.StatefulSinkPartition;
import java.util.List;

/**
 * All that changed on one worker in one epoch.
 *
 * @param sinks to be made durable before the epoch is sealed
 */
public record EpochRows(int worker, long epoch, List<StateRow> rows, List<Sink> sinks) {
    /** A partition of a sink, and its step. */
    public record Sink(String stepId, StatefulSinkPartition<?, ?> partition) {}
}
