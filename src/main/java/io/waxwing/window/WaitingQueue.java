package io.waxwing.window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values in order of timestamps, those of one timestamp in order of arrival: a ring that new ones are put into from its end, since
 * they mostly belong there.
 */
final class WaitingQueue {
    private static final int SMALLEST = 4;

    private @Nullable Waiting[] ring = {};
    private int head;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void add(Instant timestamp, Object value) {
        if (size == ring.length) {
            grow();
        }
        int at = size;
        var added = new Waiting(timestamp, value);
        if (at > 0 && get(at - 1).timestamp().isAfter(timestamp)) {
            at = placeOf(timestamp);
            for (int i = size; i > at; i--) {
                ring[slot(i)] = ring[slot(i - 1)];
            }
        }
        ring[slot(at)] = added;
        size++;
    }

    /** Behind all that are not after it. */
    private int placeOf(Instant timestamp) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (get(middle).timestamp().isAfter(timestamp)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Takes out the first if the watermark has come to it. */
    @Nullable
    Waiting pollUntil(Instant watermark) {
        if (size == 0) {
            return null;
        }
        Waiting first = get(0);
        if (first.timestamp().isAfter(watermark)) {
            return null;
        }
        ring[head] = null;
        head = head + 1 == ring.length ? 0 : head + 1;
        size--;
        return first;
    }

    /** The timestamp of the first; null when there is none. */
    @Nullable
    Instant first() {
        return size == 0 ? null : get(0).timestamp();
    }

    List<Waiting> snapshot() {
        List<Waiting> all = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            all.add(get(i));
        }
        return all;
    }

    @SuppressWarnings("NullAway") // slots before the size are filled
    private Waiting get(int index) {
        return ring[slot(index)];
    }

    private int slot(int index) {
        int slot = head + index;
        return slot >= ring.length ? slot - ring.length : slot;
    }

    private void grow() {
        var larger = new @Nullable Waiting[Math.max(SMALLEST, 2 * ring.length)];
        for (int i = 0; i < size; i++) {
            larger[i] = ring[slot(i)];
        }
        ring = larger;
        head = 0;
    }
}
