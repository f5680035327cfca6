package io.waxwing.mesh;

import io.waxwing.exchange.Message;

/** What a process hears from its peers. Called on the I/O thread, one call at a time; must neither block nor compute. */
public interface MeshListener {
    /**
     * A message for a worker of this process. Messages of one worker to another come in order, each in its lane. May come
     * before {@code join} has returned. What it throws counts as a failure of the peer.
     */
    void onMessage(int toWorker, Message message);

    /** The cluster has failed. Called at most once, for the first cause; what comes after it is its consequence. */
    void onPeerFailure(PeerFailure failure);

    /** There is no memory for the I/O thread: this process cannot go on. What is done here had better take none. */
    void onOutOfMemory(OutOfMemoryError error);
}
