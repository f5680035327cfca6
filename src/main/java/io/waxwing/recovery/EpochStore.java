package io.waxwing.recovery;

import java.util.List;

/** Where closed epochs go and where a run resumes from. */
public interface EpochStore {
    /** Number of partitions; each seals every epoch. */
    int partitions();

    /** The newest epoch that all partitions have sealed, 0 when there is none. The run begins with the next. */
    long resumeEpoch();

    /** Saved rows of a step as of the resume epoch, of all workers. */
    List<StateRow> saved(String stepId);

    /**
     * Takes what a worker has closed. Must not block: called on the worker's thread. Once all workers have delivered an epoch and it
     * is durable, each partition says so to all workers with {@code Message.Sealed}.
     */
    void deliver(EpochRows rows);
}
