package io.waxwing.window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Values in order of timestamps, those of one timestamp in order of arrival. What comes in order, as most does, goes to the end of a
 * ring of plain numbers and values; what comes before one that waits is a <em>straggler</em> and goes to a heap. The first of all is the
 * first of one of the two. A value that waits alone, as those of many keys do, needs no ring.
 */
final class WaitingQueue {
    private static final int SMALLEST = 4;
    private static final long[] NO_TIMES = {};
    private static final @Nullable Object[] NO_VALUES = {};

    /** A value behind a later one, and how many such there were before it. */
    private record Straggler(Waiting waiting, long number) {}

    private static final Comparator<Straggler> ORDER = Comparator.<Straggler, Instant>comparing(
                    straggler -> straggler.waiting.timestamp())
            .thenComparingLong(Straggler::number);

    /** The time of the first in order, whether it is in the ring or alone. */
    private long firstTime;
    /** The time of the last in order. */
    private long lastTime;
    /** The value that is alone: there is one in order, and no ring. */
    private @Nullable Object alone;
    /** Nanoseconds of the epoch, ascending from the head on. */
    private long[] times = NO_TIMES;

    private @Nullable Object[] values = NO_VALUES;
    private int head;
    private int size;
    private @Nullable PriorityQueue<Straggler> stragglers;
    private long numbers;

    boolean isEmpty() {
        return size == 0 && stragglers == null;
    }

    /** The value that is alone; null where there are none, or several. */
    @Nullable
    Object next() {
        return alone;
    }

    void add(Instant timestamp, Object value) {
        if (!append(nanos(timestamp), value)) {
            if (stragglers == null) {
                stragglers = new PriorityQueue<>(ORDER);
            }
            stragglers.add(new Straggler(new Waiting(timestamp, value), numbers++));
        }
    }

    /**
     * Adds a value that is in order.
     *
     * @param time of the epoch, in nanoseconds
     * @return whether it is in order; else nothing was added
     */
    boolean append(long time, Object value) {
        if ((size > 0 && time < lastTime) || time == Long.MIN_VALUE || time == Long.MAX_VALUE) {
            return false;
        }
        lastTime = time;
        if (size == 0) {
            firstTime = time;
        }
        if (size == 0 && times.length == 0) {
            alone = value;
            size = 1;
            return true;
        }
        if (size >= times.length) {
            grow();
        }
        int at = slot(size++);
        times[at] = time;
        values[at] = value;
        return true;
    }

    /**
     * Whether the watermark has come to the first. It may say no of a timestamp that does not fit.
     *
     * @param watermark nanoseconds of the epoch
     */
    boolean isDue(long watermark) {
        return mayBeDue(watermark) && watermark != Long.MAX_VALUE && watermark != Long.MIN_VALUE;
    }

    /** Whether the watermark, cut off where it does not fit, may have come to the first. */
    boolean mayBeDue(long watermark) {
        Straggler straggler = nextStraggler();
        return straggler == null
                ? size > 0 && firstTime <= watermark
                : nanos(straggler.waiting.timestamp()) <= watermark;
    }

    /** The first straggler if it is the first of all. Of one timestamp it came later: the one that it is behind was there already. */
    private @Nullable Straggler nextStraggler() {
        if (stragglers == null) {
            return null;
        }
        Straggler first = stragglers.element();
        return size == 0 || first.waiting.timestamp().isBefore(TimeMath.ofSeconds(0, firstTime)) ? first : null;
    }

    /** Takes out the first; there must be one. */
    @SuppressWarnings("NullAway") // slots before the size are filled, and a straggler is one of the stragglers
    Object take() {
        Straggler straggler = nextStraggler();
        if (straggler != null) {
            stragglers.remove();
            if (stragglers.isEmpty()) {
                stragglers = null;
            }
            return straggler.waiting.value();
        }
        size--;
        if (times.length == 0) {
            Object value = alone;
            alone = null;
            return value;
        }
        Object value = values[head];
        values[head] = null;
        head = (head + 1) & (times.length - 1);
        if (size > 0) {
            firstTime = times[head];
        } else if (times.length == SMALLEST) {
            times = NO_TIMES;
            values = NO_VALUES;
        }
        return value;
    }

    /** The timestamp of the first; null when there is none. */
    @Nullable
    Instant first() {
        Straggler straggler = nextStraggler();
        if (straggler != null) {
            return straggler.waiting.timestamp();
        }
        return size == 0 ? null : TimeMath.ofSeconds(0, firstTime);
    }

    /** The same in nanoseconds of the epoch, cut off where it does not fit; there must be one. */
    long firstNanos() {
        Straggler straggler = nextStraggler();
        return straggler == null ? firstTime : nanos(straggler.waiting.timestamp());
    }

    /** All, those of one timestamp in order of arrival. */
    @SuppressWarnings("NullAway") // as above
    List<Waiting> snapshot() {
        List<Waiting> all = new ArrayList<>(size + (stragglers == null ? 0 : stragglers.size()));
        for (int i = 0; i < size; i++) {
            all.add(
                    times.length == 0
                            ? new Waiting(TimeMath.ofSeconds(0, firstTime), alone)
                            : new Waiting(TimeMath.ofSeconds(0, times[slot(i)]), values[slot(i)]));
        }
        if (stragglers != null) {
            stragglers.stream().sorted(ORDER).map(Straggler::waiting).forEach(all::add);
            all.sort(Comparator.comparing(Waiting::timestamp));
        }
        return all;
    }

    /** A queue takes in what was saved; without one nothing may wait, or it would be lost. */
    static void restore(@Nullable WaitingQueue queue, List<Waiting> saved) {
        if (queue != null) {
            saved.forEach(waiting -> queue.add(waiting.timestamp(), waiting.value()));
        } else if (!saved.isEmpty()) {
            throw new IllegalStateException(
                    saved.size() + " saved value" + (saved.size() == 1 ? " waits" : "s wait")
                            + " for the watermark, but values of this step do not wait: it was an ordered step when they were saved");
        }
    }

    private static long nanos(Instant instant) {
        return TimeMath.nanos(instant.getEpochSecond(), instant.getNano());
    }

    private int slot(int index) {
        return (head + index) & (times.length - 1);
    }

    private void grow() {
        var longer = new long[Math.max(SMALLEST, 2 * times.length)];
        var larger = new @Nullable Object[longer.length];
        if (times.length == 0) {
            longer[0] = firstTime;
            larger[0] = alone;
            alone = null;
        }
        for (int i = 0; i < times.length; i++) {
            longer[i] = times[slot(i)];
            larger[i] = values[slot(i)];
        }
        times = longer;
        values = larger;
        head = 0;
    }
}
