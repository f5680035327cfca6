package io.waxwing.chain;

import java.time.Instant;
import java.util.Arrays;

/**
 * When keys want to be notified: a heap of the keys themselves, each of which knows its place in it. A key that moves its time later
 * stays where it is and is moved down when that place comes up, so a key that moves its time at every value costs nothing; one that
 * moves it earlier, or is gone, leaves nothing behind.
 */
final class Timers {
    private static final int SMALLEST = 16;

    private KeyedEntry[] heap = new KeyedEntry[SMALLEST];
    private int size;

    /** Sets or, with null, clears the time of a key. */
    void set(KeyedEntry entry, Instant due) {
        entry.due = due;
        if (due == null) {
            remove(entry);
        } else if (entry.place < 0) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            entry.queuedAt = due;
            up(size++, entry);
        } else if (due.isBefore(entry.queuedAt)) {
            entry.queuedAt = due;
            up(entry.place, entry);
        }
    }

    /** Forgets a key. */
    void remove(KeyedEntry entry) {
        int place = entry.place;
        if (place < 0) {
            return;
        }
        entry.place = -1;
        entry.queuedAt = null;
        KeyedEntry last = heap[--size];
        heap[size] = null;
        if (last != entry) {
            down(place, last);
            if (last.place == place) {
                up(place, last);
            }
        }
    }

    /** The next time at which something is due; null when there is none. */
    Instant next() {
        KeyedEntry first = first();
        return first == null ? null : first.due;
    }

    /** Takes out a key that is due; its time is cleared. Null when none is. */
    KeyedEntry poll(Instant now) {
        KeyedEntry first = first();
        if (first == null || first.due.isAfter(now)) {
            return null;
        }
        remove(first);
        first.due = null;
        return first;
    }

    /** Moves down what is not due at its place; the first that is left is right. */
    private KeyedEntry first() {
        while (size > 0) {
            KeyedEntry first = heap[0];
            if (first.gone) {
                remove(first);
            } else if (first.due.equals(first.queuedAt)) {
                return first;
            } else {
                first.queuedAt = first.due;
                down(0, first);
            }
        }
        return null;
    }

    /** Number of keys that have a time. */
    int size() {
        return size;
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            heap[i].place = -1;
            heap[i].queuedAt = null;
        }
        heap = new KeyedEntry[SMALLEST];
        size = 0;
    }

    private void up(int from, KeyedEntry entry) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) >>> 1;
            if (!entry.queuedAt.isBefore(heap[parent].queuedAt)) {
                break;
            }
            put(place, heap[parent]);
            place = parent;
        }
        put(place, entry);
    }

    private void down(int from, KeyedEntry entry) {
        int place = from;
        for (int child; (child = 2 * place + 1) < size; place = child) {
            if (child + 1 < size && heap[child + 1].queuedAt.isBefore(heap[child].queuedAt)) {
                child++;
            }
            if (!heap[child].queuedAt.isBefore(entry.queuedAt)) {
                break;
            }
            put(place, heap[child]);
        }
        put(place, entry);
    }

    private void put(int place, KeyedEntry entry) {
        heap[place] = entry;
        entry.place = place;
    }
}
