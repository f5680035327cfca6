package io.waxwing.window;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** States by ascending id. New ones mostly come last, and the first is the one that is taken out. */
final class Slots {
    private static final int SMALLEST = 1;

    private long[] ids = new long[SMALLEST];
    private @Nullable Object[] states = new Object[SMALLEST];
    private int head;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    long id(int index) {
        return ids[head + index];
    }

    @Nullable
    Object state(int index) {
        return states[head + index];
    }

    void set(int index, @Nullable Object state) {
        if (states[head + index] != state) {
            states[head + index] = state;
        }
    }

    /** The index of an id; where there is none, less one and negative the index at which it would be. */
    int find(long id) {
        int last = head + size - 1;
        if (size == 0 || ids[last] < id) {
            return -size - 1;
        }
        if (ids[last] == id) {
            return size - 1;
        }
        int found = Arrays.binarySearch(ids, head, last, id);
        return found >= 0 ? found - head : found + head;
    }

    /** Puts in a new one where {@link #find} said. */
    void insert(int index, long id) {
        makeRoom();
        int at = head + index;
        System.arraycopy(ids, at, ids, at + 1, size - index);
        System.arraycopy(states, at, states, at + 1, size - index);
        ids[at] = id;
        states[at] = null;
        size++;
    }

    private void makeRoom() {
        if (head + size < ids.length) {
            return;
        }
        int capacity = head >= size && head > 0 ? ids.length : 2 * ids.length;
        var newIds = new long[capacity];
        var newStates = new @Nullable Object[capacity];
        System.arraycopy(ids, head, newIds, 0, size);
        System.arraycopy(states, head, newStates, 0, size);
        ids = newIds;
        states = newStates;
        head = 0;
    }

    /** Takes out any. */
    void remove(int index) {
        int at = head + index;
        int behind = size - index - 1;
        System.arraycopy(ids, at + 1, ids, at, behind);
        System.arraycopy(states, at + 1, states, at, behind);
        states[head + size - 1] = null;
        size--;
    }

    void removeFirst() {
        states[head] = null;
        size--;
        head = size == 0 ? 0 : head + 1;
    }
}
