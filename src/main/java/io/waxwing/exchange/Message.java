package io.waxwing.exchange;

import java.util.List;

/**
 * What one worker says to another, and one store to another. Items and what closes them travel <i>in-band</i>, in order on their channel (exchange, from,
 * to); everything else is <i>control</i>, needs no credit and may overtake them. All workers are named by their index over the
 * cluster.
 *
 * <p>The kinds and their order are those of the protocol in {@code src/docs/wire-protocol.md}.
 */
public sealed interface Message {
    /** Items, or the end of an epoch or of everything, on one channel. */
    sealed interface InBand extends Message permits Batch, WireBatch, EpochEnd, EndOfStream {
        /** Number of the exchange in the plan. */
        int exchange();

        /** The sending worker. */
        int from();

        /** The receiving worker. */
        int to();
    }

    /** What travels beside the items. */
    sealed interface Control extends Message permits Close, SourcesEnded, Credit, Sealed, Partitions {}

    /**
     * From the store of a process to that of another, which alone can read it. In order among those of its kind.
     *
     * @param process the sending one
     * @param bulk whether it goes behind items rather than overtaking them
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Store(int process, boolean bulk, byte[] payload) implements Message {}

    /** All of the sender's items of an epoch have gone before this. */
    record EpochEnd(int exchange, int from, int to, long epoch) implements InBand {}

    /** Nothing more comes on this channel in this execution. */
    record EndOfStream(int exchange, int from, int to) implements InBand {}

    /**
     * The sender closes an epoch. Goes to all workers, once per epoch.
     *
     * @param sourcesEnded all source partitions of the sender have ended
     * @param stop the sender was asked to stop
     */
    record Close(int from, long epoch, boolean sourcesEnded, boolean stop) implements Control {}

    /** All source partitions of the sender have ended. Goes to all workers, once. */
    record SourcesEnded(int from) implements Control {}

    /**
     * The receiver of a channel raises what its sender may send in all. Written by the channel's receiver {@code to}, read by its
     * sender {@code from}.
     *
     * @param limit number of batches since the start of the execution, never lowered
     */
    record Credit(int exchange, int from, int to, long limit) implements Control {}

    /** A recovery partition has made an epoch durable. Goes to all workers. */
    record Sealed(int partition, long epoch) implements Control {}

    /**
     * The partitions of a source or sink that a process can reach. Goes to all workers, once per such step, before the first epoch.
     *
     * @param step number of the step in the plan
     */
    record Partitions(int step, int process, List<String> names) implements Control {}
}
