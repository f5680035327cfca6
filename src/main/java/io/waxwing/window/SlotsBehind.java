package io.waxwing.window;

import org.jspecify.annotations.Nullable;

/** Of {@link Slots}: those behind the second, from the head on. */
final class SlotsBehind {
    static final int SMALLEST = 2;

    long[] ids = new long[SMALLEST];

    @Nullable
    Object[] states = new @Nullable Object[SMALLEST];

    int head;

    void insert(int index, int count, long id, @Nullable Object state) {
        makeRoom(count);
        int at = head + index;
        System.arraycopy(ids, at, ids, at + 1, count - index);
        System.arraycopy(states, at, states, at + 1, count - index);
        ids[at] = id;
        states[at] = state;
    }

    private void makeRoom(int count) {
        if (head + count < ids.length) {
            return;
        }
        int capacity = head >= count && head > 0 ? ids.length : 2 * ids.length;
        var newIds = new long[capacity];
        var newStates = new @Nullable Object[capacity];
        System.arraycopy(ids, head, newIds, 0, count);
        System.arraycopy(states, head, newStates, 0, count);
        ids = newIds;
        states = newStates;
        head = 0;
    }

    void removeFirst(int count) {
        states[head] = null;
        head = count == 1 ? 0 : head + 1;
    }

    void remove(int index, int count) {
        int at = head + index;
        System.arraycopy(ids, at + 1, ids, at, count - index - 1);
        System.arraycopy(states, at + 1, states, at, count - index - 1);
        states[head + count - 1] = null;
    }
}
