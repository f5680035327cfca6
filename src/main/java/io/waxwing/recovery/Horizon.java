package io.waxwing.recovery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Which versions may go: all that no resume from the floor on can ask for. Time is monotonic; what earlier executions sealed is as old as
 * the clocks on the wall say.
 */
final class Horizon {
    private record Sealed(long epoch, long nanos) {}

    private final long keepNanos;
    private final Deque<Sealed> sealed = new ArrayDeque<>();
    private long floor;

    Horizon(long keepNanos) {
        this.keepNanos = keepNanos;
    }

    /** What earlier executions sealed, the oldest first. */
    void remember(List<PartitionFile.OldSeal> seals, long nanos) {
        for (PartitionFile.OldSeal seal : seals) {
            boolean isLong = seal.age().compareTo(Duration.ofNanos(keepNanos)) >= 0; // an age may be of centuries
            onSealed(seal.epoch(), nanos - (isLong ? keepNanos : seal.age().toNanos()));
        }
    }

    /** An epoch was sealed here. */
    void onSealed(long epoch, long nanos) {
        if (keepNanos > 0 && (sealed.isEmpty() || sealed.getLast().epoch < epoch)) {
            sealed.addLast(new Sealed(epoch, nanos));
        }
    }

    /**
     * The floor while an epoch is written: the epoch before it is committed, as nobody closes an epoch before that (rule 13).
     * With a backup interval, the newest epoch that is older than that.
     */
    long floorFor(long epoch, long nanos) {
        if (keepNanos == 0) {
            return epoch - 1;
        }
        while (!sealed.isEmpty() && nanos - sealed.getFirst().nanos >= keepNanos && sealed.getFirst().epoch < epoch) {
            floor = sealed.removeFirst().epoch;
        }
        return floor;
    }
}
