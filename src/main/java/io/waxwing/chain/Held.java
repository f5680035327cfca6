package io.waxwing.chain;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * What a combiner holds per key: at most {@link #MOST} keys, then all are handed on.
 *
 * @param <C> a mutable cell per key
 */
final class Held<C> {
    /** Most keys held back on a worker by one step. */
    static final int MOST = 1 << 16;

    private final Map<Object, C> cells = new HashMap<>();
    private Iterator<Map.Entry<Object, C>> releasing;

    C get(Object key) {
        return cells.get(key);
    }

    void add(Object key, C cell) {
        cells.put(key, cell);
    }

    boolean isFull() {
        return cells.size() >= MOST;
    }

    boolean isEmpty() {
        return cells.isEmpty();
    }

    boolean isReleasing() {
        return releasing != null;
    }

    void release() {
        if (releasing == null && !cells.isEmpty()) {
            releasing = cells.entrySet().iterator();
        }
    }

    /** The next entry to hand on, taken out; null when all are gone. */
    Map.Entry<Object, C> next() {
        Iterator<Map.Entry<Object, C>> all = releasing;
        if (all == null) {
            return null;
        }
        if (all.hasNext()) {
            Map.Entry<Object, C> entry = all.next();
            all.remove();
            return entry;
        }
        releasing = null;
        return null;
    }
}
