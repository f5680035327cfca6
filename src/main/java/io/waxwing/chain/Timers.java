package io.waxwing.chain;

import java.time.Instant;
import java.util.PriorityQueue;

/**
 * When keys want to be notified: a heap. A key that moves its time later stays where it is in the heap and is put back when that
 * place comes up, so a key that moves its time at every value costs nothing.
 */
final class Timers {
    private record Timer(Instant at, KeyedEntry entry) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            return at.compareTo(other.at);
        }
    }

    private final PriorityQueue<Timer> heap = new PriorityQueue<>();

    /** Sets or, with null, clears the time of a key. */
    void set(KeyedEntry entry, Instant due) {
        entry.due = due;
        if (due != null && (entry.queuedAt == null || due.isBefore(entry.queuedAt))) {
            heap.add(new Timer(due, entry));
            entry.queuedAt = due;
        }
    }

    /** The next time at which something may be due; null when there is none. */
    Instant next() {
        Timer first = settle();
        return first == null ? null : first.at;
    }

    /** Takes out a key that is due; its time is cleared. Null when none is. */
    KeyedEntry poll(Instant now) {
        Timer first = settle();
        if (first == null || first.at.isAfter(now)) {
            return null;
        }
        heap.poll();
        first.entry.queuedAt = null;
        first.entry.due = null;
        return first.entry;
    }

    /** Drops or moves what is not due at its place; the first that is left is right. */
    private Timer settle() {
        for (Timer first; (first = heap.peek()) != null; ) {
            KeyedEntry entry = first.entry;
            boolean current = !entry.gone && first.at.equals(entry.queuedAt);
            if (current && first.at.equals(entry.due)) {
                return first;
            }
            heap.poll();
            if (current) {
                entry.queuedAt = null;
                set(entry, entry.due);
            }
        }
        return null;
    }

    void clear() {
        heap.clear();
    }
}
