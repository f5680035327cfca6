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
 * first of one of the two.
 */
final class WaitingQueue {
    private static final int SMALLEST = 2;

    /** A value behind a later one, and how many such there were before it. */
    private record Straggler(Waiting waiting, long number) {}

    private static final Comparator<Straggler> ORDER = Comparator.<Straggler, Instant>comparing(
                    straggler -> straggler.waiting.timestamp())
            .thenComparingLong(Straggler::number);

    /** Nanoseconds of the epoch, ascending from the head on. */
    private long[] times = new long[SMALLEST];

    private @Nullable Object[] values = new Object[SMALLEST];
    private int head;
    private int size;
    private @Nullable PriorityQueue<Straggler> stragglers;
    private long numbers;

    boolean isEmpty() {
        return size == 0 && stragglers == null;
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
        if ((size > 0 && time < times[slot(size - 1)]) || time == Long.MIN_VALUE || time == Long.MAX_VALUE) {
            return false;
        }
        if (size == times.length) {
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
                ? size > 0 && times[head] <= watermark
                : nanos(straggler.waiting.timestamp()) <= watermark;
    }

    /** The first straggler if it is the first of all. Of one timestamp it came later: the one that it is behind was there already. */
    private @Nullable Straggler nextStraggler() {
        if (stragglers == null) {
            return null;
        }
        Straggler first = stragglers.element();
        return size == 0 || first.waiting.timestamp().isBefore(TimeMath.ofSeconds(0, times[head])) ? first : null;
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
        Object value = values[head];
        values[head] = null;
        head = (head + 1) & (times.length - 1);
        size--;
        return value;
    }

    /** The timestamp of the first; null when there is none. */
    @Nullable
    Instant first() {
        Straggler straggler = nextStraggler();
        if (straggler != null) {
            return straggler.waiting.timestamp();
        }
        return size == 0 ? null : TimeMath.ofSeconds(0, times[head]);
    }

    /** All, those of one timestamp in order of arrival. */
    @SuppressWarnings("NullAway") // as above
    List<Waiting> snapshot() {
        List<Waiting> all = new ArrayList<>(size + (stragglers == null ? 0 : stragglers.size()));
        for (int i = 0; i < size; i++) {
            all.add(new Waiting(TimeMath.ofSeconds(0, times[slot(i)]), values[slot(i)]));
        }
        if (stragglers != null) {
            stragglers.stream().sorted(ORDER).map(Straggler::waiting).forEach(all::add);
            all.sort(Comparator.comparing(Waiting::timestamp));
        }
        return all;
    }

    private static long nanos(Instant instant) {
        return TimeMath.nanos(instant.getEpochSecond(), instant.getNano());
    }

    private int slot(int index) {
        return (head + index) & (times.length - 1);
    }

    private void grow() {
        var longer = new long[2 * times.length];
        var larger = new @Nullable Object[longer.length];
        for (int i = 0; i < size; i++) {
            longer[i] = times[slot(i)];
            larger[i] = values[slot(i)];
        }
        times = longer;
        values = larger;
        head = 0;
    }
}
