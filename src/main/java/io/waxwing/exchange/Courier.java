package io.waxwing.exchange;

/**
 * Carries messages from the workers of this process to any worker of the cluster. Never blocks and never refuses: what may be
 * on its way is bounded by credit. Messages of one sender to one receiver arrive in order, each in its lane.
 */
public interface Courier {
    /** Number of workers of the cluster. */
    int workers();

    /** Whether a worker lives in another process, so that batches to it must be serialised. */
    boolean isRemote(int worker);

    /** Sends a message to a worker. Called on the sending worker's thread, or any thread for control. */
    void send(int toWorker, Message message);
}
