package io.waxwing.keyed;

import java.time.Instant;
import java.util.Arrays;

/**
 * When keys want to be notified: a radix heap (Ahuja, Mehlhorn, Orlin, Tarjan 1990). As the earliest time only goes forward, keys need not be
 * kept in order: they stand in buckets by the highest bit in which their time differs from the last earliest one, and move to lower buckets
 * as that comes near. To set a time is to append a note to an array, with no look at any other key. A key that moves its time later stays
 * where it is until the time of that place has come, so one that moves its time at every value costs nothing; one that moves it earlier, or
 * is gone, leaves a note behind that means nothing, and these are swept out when they are three of four. Times are microseconds of the epoch,
 * rounded up.
 */
public final class Timers {
    /** The time of a key that has none. */
    public static final long NONE = Long.MAX_VALUE;

    private static final long MICROS = 1_000_000;
    private static final long FITS = Long.MAX_VALUE / MICROS - 1;
    /** A key is looked at this many microseconds later, and by as many more as make the looks of keys fall together every 65 ms. */
    private static final long LOOK_LATER = MICROS;

    private static final long LOOKS_APART = 0xFFFF;
    /** More notes than so many for each key, and the spare ones, are too many: a sweep looks at each, and at its key. */
    private static final int NOTES_PER_KEY = 4;

    private static final int SPARE = 64;

    /** In the first is what is due by the last time, in the one behind it what differs from that in the lowest bit, and so on. */
    private Bucket[] buckets = emptied();

    /** The last earliest time. */
    private long last = Long.MIN_VALUE;

    /** How many of the first bucket have been taken out. */
    private int taken;

    private int keys;
    private int notes;

    /** Keys, and for which time each was put there. */
    private static final class Bucket {
        private static final int SMALL = 16;
        private static final TimedEntry[] NO_ENTRIES = {};
        private static final long[] NO_TIMES = {};

        TimedEntry[] entries = NO_ENTRIES;
        long[] times = NO_TIMES;
        int size;
        long earliest = NONE;

        void add(TimedEntry entry, long time) {
            if (size == entries.length) {
                int length = Math.max(SMALL, 2 * size);
                entries = Arrays.copyOf(entries, length);
                times = Arrays.copyOf(times, length);
            }
            entries[size] = entry;
            times[size++] = time;
            earliest = Math.min(earliest, time);
        }

        /** Whether the note at a place still means anything. */
        boolean isValid(int place) {
            TimedEntry entry = entries[place];
            return entry != null && entry.placed && entry.placedFor == times[place];
        }

        void clear() {
            if (entries.length > SMALL) {
                entries = NO_ENTRIES;
                times = NO_TIMES;
            } else {
                Arrays.fill(entries, 0, size, null);
            }
            size = 0;
            earliest = NONE;
        }
    }

    private static Bucket[] emptied() {
        Bucket[] buckets = new Bucket[Long.SIZE + 1];
        Arrays.setAll(buckets, i -> new Bucket());
        return buckets;
    }

    /** Sets or, with null, clears the time of a key. */
    public void set(TimedEntry entry, Instant due) {
        if (due == null) {
            entry.due = NONE;
            remove(entry);
        } else {
            set(entry, micros(due, 999));
        }
    }

    /** Sets the time of a key, in microseconds of the epoch. */
    void set(TimedEntry entry, long due) {
        set(entry, due, NONE);
    }

    /**
     * Sets the time of a key that will soon move it. If it is later than the look, it is noted for that, and for its time once the look has come;
     * so nothing is noted of how it moves behind the look.
     *
     * @param due in microseconds of the epoch
     * @param look in the same; {@link #lookAfter} tells one
     */
    public void set(TimedEntry entry, long due, long look) {
        entry.due = due;
        if (!entry.placed) {
            entry.placed = true;
            keys++;
            place(entry, Math.min(due, look));
        } else if (due < entry.placedFor) {
            place(entry, Math.min(due, look));
            sweepIfMany();
        }
    }

    /** Forgets a key. */
    public void remove(TimedEntry entry) {
        if (entry.placed) {
            entry.placed = false;
            keys--;
            sweepIfMany();
        }
    }

    /** When to look at keys that are given a time now: after a second, or 65 ms more, in microseconds of the epoch. */
    public static long lookAfter(Instant now) {
        return (micros(now, 0) | LOOKS_APART) + LOOK_LATER;
    }

    private void place(TimedEntry entry, long time) {
        entry.placedFor = time;
        notes++;
        put(entry, time);
    }

    private void put(TimedEntry entry, long time) {
        int bucket = time <= last ? 0 : Long.SIZE - Long.numberOfLeadingZeros(time ^ last);
        buckets[bucket].add(entry, time);
    }

    /** No key is due before this time, though none need be due when it has come; null if no key has a time. */
    public Instant next() {
        if (keys == 0) {
            return null;
        }
        long time = earliest().earliest;
        return Instant.ofEpochSecond(Math.floorDiv(time, MICROS), Math.floorMod(time, MICROS) * 1000);
    }

    private Bucket earliest() {
        int i = 0;
        while (i < buckets.length - 1 && buckets[i].size == 0) {
            i++;
        }
        return buckets[i];
    }

    /** Takes out a key that is due; its time is cleared. Null when none is. */
    public TimedEntry poll(Instant now) {
        long time = micros(now, 0);
        if (time < last) { // a clock that went back
            last = time;
            sweep();
        }
        while (true) {
            Bucket due = buckets[0];
            while (taken < due.size) {
                TimedEntry entry = take(due, taken++, time);
                if (entry != null) {
                    return entry;
                }
            }
            due.clear();
            taken = 0;
            Bucket first = earliest();
            if (first.earliest > time) {
                return null;
            }
            last = first.earliest;
            for (int i = 0; i < first.size; i++) {
                put(first.entries[i], first.times[i]);
            }
            first.clear();
        }
    }

    /** Takes out a note; its key if it is due, else null. */
    private TimedEntry take(Bucket due, int place, long time) {
        TimedEntry entry = due.entries[place];
        boolean valid = due.isValid(place);
        due.entries[place] = null;
        notes--;
        if (!valid) {
            return null;
        }
        if (entry.due > time) {
            place(entry, entry.due);
            return null;
        }
        entry.placed = false;
        entry.due = NONE;
        keys--;
        return entry;
    }

    private void sweepIfMany() {
        if (notes > NOTES_PER_KEY * keys + SPARE) {
            sweep();
        }
    }

    /** Puts all that means anything where it belongs: one note for each key. */
    private void sweep() {
        Bucket[] old = buckets;
        buckets = emptied();
        taken = 0;
        notes = 0;
        for (Bucket bucket : old) {
            for (int i = 0; i < bucket.size; i++) {
                if (bucket.isValid(i)) {
                    notes++;
                    put(bucket.entries[i], bucket.times[i]);
                    // a key that went away from a time and came back to it has another note for it
                    bucket.entries[i].placed = false;
                }
            }
        }
        for (Bucket bucket : buckets) {
            for (int i = 0; i < bucket.size; i++) {
                bucket.entries[i].placed = true;
            }
        }
    }

    /** Keys that have a time. */
    public int keys() {
        return keys;
    }

    /** Notes that are kept, of keys and of those that mean nothing any more. */
    int notes() {
        return notes;
    }

    public void clear() {
        for (Bucket bucket : buckets) {
            for (int i = 0; i < bucket.size; i++) {
                if (bucket.isValid(i)) {
                    bucket.entries[i].placed = false;
                }
            }
        }
        buckets = emptied();
        taken = 0;
        keys = 0;
        notes = 0;
    }

    /** As far as it can be told in a long; some hundred thousand years off there is an end to it. */
    private static long micros(Instant instant, int roundUp) {
        long second = instant.getEpochSecond();
        if (second >= FITS || second <= -FITS) {
            return second < 0 ? Long.MIN_VALUE : NONE - 1;
        }
        return second * MICROS + (instant.getNano() + roundUp) / 1000;
    }
}
