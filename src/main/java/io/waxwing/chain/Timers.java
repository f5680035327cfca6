package io.waxwing.chain;

import java.time.Instant;
import java.util.Arrays;

/**
 * When keys want to be notified: a heap of the keys themselves, each of which knows its place in it. A key that moves its time later
 * stays where it is and is moved down when the time of that place has come, so a key that moves its time at every value costs nothing;
 * one that moves it earlier, or is gone, leaves nothing behind. Times are microseconds of the epoch, rounded up, in an array of their own, so
 * that the heap is put in order without a look at the keys.
 */
final class Timers {
    /** The time of a key that has none. */
    static final long NONE = Long.MAX_VALUE;

    private static final long MICROS = 1_000_000;
    private static final long FITS = Long.MAX_VALUE / MICROS - 1;
    private static final int SMALLEST = 16;
    /** Of so many places at least one is taken; else there are too many. */
    private static final int SPARSE = 16;

    private TimedEntry[] heap = new TimedEntry[SMALLEST];
    /** For which time a key was put into its place. */
    private long[] times = new long[SMALLEST];

    private int size;

    /** Sets or, with null, clears the time of a key. */
    void set(TimedEntry entry, Instant due) {
        if (due == null) {
            entry.due = NONE;
            remove(entry);
        } else {
            set(entry, micros(due, 999));
        }
    }

    /** Sets the time of a key, in microseconds of the epoch. */
    void set(TimedEntry entry, long due) {
        entry.due = due;
        if (entry.place < 0) {
            if (size == heap.length) {
                resize(2 * size);
            }
            up(size++, entry, due);
        } else if (due < entry.placedFor) {
            up(entry.place, entry, due);
        }
    }

    /** Whether setting this time moves a key that has one forward. */
    boolean isEarlier(TimedEntry entry, long due) {
        return entry.place >= 0 && due < entry.placedFor;
    }

    /** Forgets a key. */
    void remove(TimedEntry entry) {
        int place = entry.place;
        if (place < 0) {
            return;
        }
        entry.place = -1;
        TimedEntry last = heap[--size];
        heap[size] = null;
        if (last != entry) {
            down(place, last, times[size]);
            if (last.place == place) {
                up(place, last, times[place]);
            }
        }
        if (size < heap.length / SPARSE && heap.length > SMALLEST) {
            resize(heap.length / 2);
        }
    }

    private void resize(int length) {
        heap = Arrays.copyOf(heap, length);
        times = Arrays.copyOf(times, length);
    }

    /** A time before which nothing is due; null when nothing will be. */
    Instant next() {
        while (size > 0 && heap[0].gone) {
            remove(heap[0]);
        }
        if (size == 0) {
            return null;
        }
        return Instant.ofEpochSecond(Math.floorDiv(times[0], MICROS), Math.floorMod(times[0], MICROS) * 1000);
    }

    /** Takes out a key that is due; its time is cleared. Null when none is. */
    TimedEntry poll(Instant now) {
        long time = micros(now, 0);
        while (size > 0 && times[0] <= time) {
            TimedEntry first = heap[0];
            if (first.gone) {
                remove(first);
            } else if (first.due <= time) {
                remove(first);
                first.due = NONE;
                return first;
            } else {
                down(0, first, first.due);
            }
        }
        return null;
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            heap[i].place = -1;
        }
        heap = new TimedEntry[SMALLEST];
        times = new long[SMALLEST];
        size = 0;
    }

    /** As far as it can be told in a long; some hundred thousand years off there is an end to it. */
    private static long micros(Instant instant, int roundUp) {
        long second = instant.getEpochSecond();
        if (second >= FITS || second <= -FITS) {
            return second < 0 ? Long.MIN_VALUE : NONE - 1;
        }
        return second * MICROS + (instant.getNano() + roundUp) / 1000;
    }

    private void up(int from, TimedEntry entry, long time) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) >>> 1;
            if (time >= times[parent]) {
                break;
            }
            put(place, heap[parent], times[parent]);
            place = parent;
        }
        put(place, entry, time);
    }

    private void down(int from, TimedEntry entry, long time) {
        int place = from;
        for (int child; (child = 2 * place + 1) < size; place = child) {
            if (child + 1 < size && times[child + 1] < times[child]) {
                child++;
            }
            if (times[child] >= time) {
                break;
            }
            put(place, heap[child], times[child]);
        }
        put(place, entry, time);
    }

    private void put(int place, TimedEntry entry, long time) {
        heap[place] = entry;
        times[place] = time;
        entry.place = place;
        entry.placedFor = time;
    }
}
