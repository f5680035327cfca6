package io.waxwing.runtime;

import io.waxwing.chain.SourceFeed;
import io.waxwing.chain.StepFailure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source step on a worker, with the partitions that the worker has; they are read in turn. */
final class SourceHead extends Head {
    private final SourceFeed feed;
    private final List<OpenPartition> partitions;
    private int next;

    SourceHead(String stepId, Chain chain, SourceFeed feed, List<OpenPartition> partitions) {
        super(stepId, chain);
        this.feed = feed;
        this.partitions = partitions;
    }

    @Override
    boolean isOwnIdle() {
        return !feed.isSuspended();
    }

    @Override
    boolean resumeOwn() {
        feed.resume();
        return !feed.isSuspended();
    }

    @Override
    void onHandedOn() {
        // a source gets no credit
    }

    @Override
    boolean takeNew(Epochs epochs, WorkerClock clock) {
        if (epochs.phase() != Epochs.Phase.OPEN) {
            return false;
        }
        for (int i = 0; i < partitions.size(); i++) {
            OpenPartition partition = partitions.get(next);
            next = next + 1 == partitions.size() ? 0 : next + 1;
            if (mayPoll(partition, epochs) && partition.isDue(clock)) {
                poll(partition, epochs, clock);
                if (partition.hadNews()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean mayPoll(OpenPartition partition, Epochs epochs) {
        if (partition.isEnded() || epochs.isStopRequested()) {
            return false;
        }
        return !(epochs.isWanted() && partition.wasPolled())
                && !(epochs.isEveryBatchAnEpoch() && partition.hadNewsInEpoch());
    }

    private void poll(OpenPartition partition, Epochs epochs, WorkerClock clock) {
        try {
            partition.poll(feed, clock);
            feed.rethrow();
        } catch (Throwable e) {
            feed.rethrow();
            throw StepFailure.of(stepId, null, e);
        }
        if (partition.hadNews()) {
            epochs.markDirty();
            oweFlush();
        }
    }

    /** Whether every partition that is due has been read in this epoch. */
    boolean isFairlyPolled(WorkerClock clock) {
        for (OpenPartition partition : partitions) {
            if (!partition.isEnded() && !partition.wasPolled() && partition.isDue(clock)) {
                return false;
            }
        }
        return true;
    }

    boolean allPartitionsEnded() {
        for (OpenPartition partition : partitions) {
            if (!partition.isEnded()) {
                return false;
            }
        }
        return true;
    }

    @Override
    @Nullable
    Instant nextWake(Epochs epochs, WorkerClock clock) {
        Instant first = null;
        for (OpenPartition partition : partitions) {
            Instant awake = mayPoll(partition, epochs) ? partition.awakeAt(clock) : null;
            if (awake != null && (first == null || awake.isBefore(first))) {
                first = awake;
            }
        }
        return first;
    }

    @Override
    boolean mayEnd() {
        return allPartitionsEnded();
    }

    @Override
    boolean mayBeThrough() {
        return isEnded() || !allPartitionsEnded();
    }

    @Override
    void save(StateWriter writer) {
        for (OpenPartition partition : partitions) {
            try {
                partition.save(stepId, writer);
            } catch (Throwable e) {
                throw StepFailure.of(stepId, null, e);
            }
        }
    }

    @Override
    void openEpoch() {
        partitions.forEach(OpenPartition::openEpoch);
    }
}
