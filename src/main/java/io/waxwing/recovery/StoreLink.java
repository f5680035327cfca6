package io.waxwing.recovery;

/** What a store reaches around it. Called on the thread of the store; must not block. */
public interface StoreLink {
    /**
     * To the store of another process; in order among bulk messages, and among the others.
     *
     * @param bulk whether it may wait behind items
     */
    void send(int process, byte[] message, boolean bulk);

    /** A partition has made an epoch durable: to all workers of the cluster. */
    void sealed(int partition, long epoch);

    /** Saved rows have come for a worker of this process. */
    void wake(int worker);

    /** A line for people. */
    void status(String line);
}
