package io.waxwing.window;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * States by ascending id. New ones mostly come last, and the first is the one that is taken out. Most keys have one or two at a time: these
 * stand in the object itself, since each array would be one more wait for memory; those behind them stand in arrays.
 */
final class Slots {
    private static final int INSIDE = 2;
    private static final int SMALLEST = 2;
    private static final long[] NO_IDS = {};
    private static final @Nullable Object[] NO_STATES = {};

    private long firstId;
    private long secondId;
    private @Nullable Object first;
    private @Nullable Object second;
    /** Those behind the second, from the head on. */
    private long[] ids = NO_IDS;

    private @Nullable Object[] states = NO_STATES;
    private int head;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** Always true; to answer it brings the first state near. */
    boolean isNear() {
        return size >= 0 && !(first instanceof Slots);
    }

    int size() {
        return size;
    }

    long id(int index) {
        return switch (index) {
            case 0 -> firstId;
            case 1 -> secondId;
            default -> ids[head + index - INSIDE];
        };
    }

    @Nullable
    Object state(int index) {
        return switch (index) {
            case 0 -> first;
            case 1 -> second;
            default -> states[head + index - INSIDE];
        };
    }

    void set(int index, @Nullable Object state) {
        if (state(index) == state) {
            return;
        }
        switch (index) {
            case 0 -> first = state;
            case 1 -> second = state;
            default -> states[head + index - INSIDE] = state;
        }
    }

    /** The index of an id; where there is none, less one and negative the index at which it would be. */
    int find(long id) {
        if (size == 0 || id(size - 1) < id) {
            return -size - 1;
        }
        if (id(size - 1) == id) {
            return size - 1;
        }
        if (id <= firstId) {
            return id == firstId ? 0 : -1;
        }
        if (id <= secondId) {
            return id == secondId ? 1 : -2;
        }
        int found = Arrays.binarySearch(ids, head, head + size - INSIDE, id);
        return found >= 0 ? found - head + INSIDE : found + head - INSIDE;
    }

    /** Puts in a new one where {@link #find} said. */
    void insert(int index, long id) {
        if (index >= INSIDE) {
            insertBehind(index - INSIDE, id, null);
        } else {
            if (size >= INSIDE) {
                insertBehind(0, secondId, second);
            }
            if (index == 0) {
                secondId = firstId;
                second = first;
                firstId = id;
                first = null;
            } else {
                secondId = id;
                second = null;
            }
        }
        size++;
    }

    private void insertBehind(int index, long id, @Nullable Object state) {
        makeRoom();
        int at = head + index;
        int behind = size - INSIDE - index;
        System.arraycopy(ids, at, ids, at + 1, behind);
        System.arraycopy(states, at, states, at + 1, behind);
        ids[at] = id;
        states[at] = state;
    }

    private void makeRoom() {
        int behind = size - INSIDE;
        if (head + behind < ids.length) {
            return;
        }
        int capacity = head >= behind && head > 0 ? ids.length : Math.max(SMALLEST, 2 * ids.length);
        var newIds = new long[capacity];
        var newStates = new @Nullable Object[capacity];
        System.arraycopy(ids, head, newIds, 0, behind);
        System.arraycopy(states, head, newStates, 0, behind);
        ids = newIds;
        states = newStates;
        head = 0;
    }

    /** Takes out any. */
    void remove(int index) {
        if (index < INSIDE) {
            if (index == 0) {
                firstId = secondId;
                first = second;
            }
            removeSecond();
            return;
        }
        int at = head + index - INSIDE;
        int behind = size - index - 1;
        System.arraycopy(ids, at + 1, ids, at, behind);
        System.arraycopy(states, at + 1, states, at, behind);
        size--;
        states[head + size - INSIDE] = null;
    }

    void removeFirst() {
        remove(0);
    }

    private void removeSecond() {
        size--;
        if (size < INSIDE) {
            second = null;
            return;
        }
        secondId = ids[head];
        second = states[head];
        states[head] = null;
        head = size == INSIDE ? 0 : head + 1;
    }
}
