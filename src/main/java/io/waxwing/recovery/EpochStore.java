package io.waxwing.recovery;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where closed epochs go and where a run resumes from, as its workers see it. Any worker's thread; nothing here blocks. */
public interface EpochStore {
    /** Number of partitions; each seals every epoch. */
    int partitions();

    /** The newest epoch that all partitions have sealed, 0 when there is none. The run begins with the next. */
    long resumeEpoch();

    /** When the resume epoch was sealed, by the clock of whoever did. */
    Instant sealedAt();

    /** Saved positions of the partitions of a source or sink as of the resume epoch; the keys are their names. */
    List<StateRow> positions(String stepId);

    /** The next saved rows of stateful steps for a worker; null: none have come yet, or all have been taken. */
    @Nullable
    List<StateRow> takeLoaded(int worker);

    /** Whether all saved rows of a worker have been taken. */
    boolean isLoaded(int worker);

    /**
     * Takes what a worker has closed. Once all workers have delivered an epoch and it is durable, each partition says so to all
     * workers with {@code Message.Sealed}.
     */
    void deliver(EpochRows rows);
}
