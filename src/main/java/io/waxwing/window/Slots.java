package io.waxwing.window;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * States by ascending id. New ones mostly come last, and the first is the one that is taken out. Most keys have one at a time: the first
 * stands in the object itself, those behind it in arrays.
 */
final class Slots {
    private static final int SMALLEST = 2;
    private static final long[] NO_IDS = {};
    private static final @Nullable Object[] NO_STATES = {};

    private long firstId;
    private @Nullable Object first;
    /** Those behind the first, from the head on. */
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
        return index == 0 ? firstId : ids[head + index - 1];
    }

    @Nullable
    Object state(int index) {
        return index == 0 ? first : states[head + index - 1];
    }

    void set(int index, @Nullable Object state) {
        if (state(index) == state) {
            return;
        }
        if (index == 0) {
            first = state;
        } else {
            states[head + index - 1] = state;
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
        int found = Arrays.binarySearch(ids, head, head + size - 1, id);
        return found >= 0 ? found - head + 1 : found + head - 1;
    }

    /** Puts in a new one where {@link #find} said. */
    void insert(int index, long id) {
        if (size > 0) {
            makeRoom();
            int at = head + Math.max(index - 1, 0);
            int behind = size - 1 - (at - head);
            System.arraycopy(ids, at, ids, at + 1, behind);
            System.arraycopy(states, at, states, at + 1, behind);
            ids[at] = index == 0 ? firstId : id;
            states[at] = index == 0 ? first : null;
        }
        if (index == 0) {
            firstId = id;
            first = null;
        }
        size++;
    }

    private void makeRoom() {
        int behind = size - 1;
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
        if (index == 0) {
            removeFirst();
            return;
        }
        int at = head + index - 1;
        int behind = size - index - 1;
        System.arraycopy(ids, at + 1, ids, at, behind);
        System.arraycopy(states, at + 1, states, at, behind);
        size--;
        states[head + size - 1] = null;
    }

    void removeFirst() {
        size--;
        if (size == 0) {
            first = null;
            return;
        }
        firstId = ids[head];
        first = states[head];
        states[head] = null;
        head = size == 1 ? 0 : head + 1;
    }
}
