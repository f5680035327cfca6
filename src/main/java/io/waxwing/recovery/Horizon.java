package io.waxwing.recovery;

import java.util.ArrayDeque;
import java.util.Deque;

/** Which versions may go: all that no resume from the floor on can ask for. Time is monotonic and of this execution. */
final class Horizon {
    private record Sealed(long epoch, long nanos) {}

    private final long keepNanos;
    private final Deque<Sealed> sealed = new ArrayDeque<>();
    private long floor;

    Horizon(long keepNanos) {
        this.keepNanos = keepNanos;
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
