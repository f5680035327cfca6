package io.waxwing.window;

import io.waxwing.keyed.TimedEntry;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a key has for its windows: states by ascending id. New ones mostly come last, and the first is the one that is taken out. Most keys
 * have one or two at a time: these are in the object itself, which is the entry of the key, too, since each object more would be one more wait
 * for memory; those behind them are in arrays.
 *
 * <p>With G1, to store a young object into an old one makes the worker wait for its earlier stores, and another thread look at the place later.
 * Keys are old and states mostly young. So a state that another one takes the place of, as with each value of a sum, goes into a <em>cell</em>,
 * which is as young as its window; one that is changed in place, and the only one of a window, does without.
 *
 * <p>In the place of a state, a slot may hold a value of each of two <em>sides</em>, which for joins saves one more object and wait.
 */
class Slots extends TimedEntry {
    private static final int INSIDE = 2;
    /** So many values a slot may hold in the place of a state. */
    static final int SIDES = 2;

    private long firstId;
    private long secondId;
    private @Nullable Object first;
    private @Nullable Object firstOther;
    private @Nullable Object second;
    private @Nullable Object secondOther;
    private @Nullable Behind behind;
    private int size;

    /** Where states of a slot take each other's place. */
    private static final class Cell {
        Object state;

        Cell(Object state) {
            this.state = state;
        }
    }

    /** What a slot behind the second holds that has a value of the second side. */
    private record Both(@Nullable Object one, @Nullable Object other) {}

    /** Those behind the second, from the head on. */
    private static final class Behind {
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

    final boolean isEmpty() {
        return size == 0;
    }

    public final int size() {
        return size;
    }

    final long firstId() {
        return firstId;
    }

    final @Nullable Object firstState() {
        return stateOf(first);
    }

    /** What is read on the way to {@link #firstState}: its cell, or the state itself. */
    final @Nullable Object firstHeld() {
        return first;
    }

    private static @Nullable Object stateOf(@Nullable Object held) {
        return held instanceof Cell cell ? cell.state : held;
    }

    final long lastId() {
        return id(size - 1);
    }

    final long id(int index) {
        return index == 0 ? firstId : index == 1 ? secondId : behind().ids[behind().head + index - INSIDE];
    }

    final @Nullable Object state(int index) {
        return stateOf(held(index));
    }

    private @Nullable Object held(int index) {
        return index == 0 ? first : index == 1 ? second : behind().states[behind().head + index - INSIDE];
    }

    final void set(int index, Object state) {
        Object held = held(index);
        if (held instanceof Cell cell) {
            cell.state = state;
        } else if (held == null) {
            hold(index, state);
        } else if (held != state) {
            hold(index, new Cell(state));
        }
    }

    private void hold(int index, @Nullable Object held) {
        switch (index) {
            case 0 -> first = held;
            case 1 -> second = held;
            default -> behind().states[behind().head + index - INSIDE] = held;
        }
    }

    /** The value of a side; null where there is none. */
    final @Nullable Object side(int index, int side) {
        if (index >= INSIDE) {
            Object held = held(index);
            return side == 0 ? oneOf(held) : otherOf(held);
        }
        if (side == 0) {
            return index == 0 ? first : second;
        }
        return index == 0 ? firstOther : secondOther;
    }

    /** The value of the second side of the first slot. */
    final @Nullable Object firstOther() {
        return firstOther;
    }

    final void setSide(int index, int side, Object value) {
        if (index >= INSIDE) {
            Object held = held(index);
            hold(index, side == 0 ? both(value, otherOf(held)) : new Both(oneOf(held), value));
        } else if (side == 0) {
            hold(index, value);
        } else if (index == 0) {
            firstOther = value;
        } else {
            secondOther = value;
        }
    }

    private static @Nullable Object both(@Nullable Object one, @Nullable Object other) {
        return other == null ? one : new Both(one, other);
    }

    private static @Nullable Object oneOf(@Nullable Object held) {
        return held instanceof Both both ? both.one : held;
    }

    private static @Nullable Object otherOf(@Nullable Object held) {
        return held instanceof Both both ? both.other : null;
    }

    private Behind behind() {
        if (behind == null) {
            behind = new Behind();
        }
        return behind;
    }

    /** The index of an id; where there is none, less one and negative the index at which it would be. */
    final int find(long id) {
        if (size == 0 || lastId() < id) {
            return -size - 1;
        }
        if (lastId() == id) {
            return size - 1;
        }
        if (id <= firstId) {
            return id == firstId ? 0 : -1;
        }
        if (id <= secondId) {
            return id == secondId ? 1 : -2;
        }
        int head = behind().head;
        int found = Arrays.binarySearch(behind().ids, head, head + size - INSIDE, id);
        return found >= 0 ? found - head + INSIDE : found + head - INSIDE;
    }

    /** Puts in a new one, without a state, where {@link #find} said. */
    final void insert(int index, long id) {
        if (index >= INSIDE) {
            behind().insert(index - INSIDE, size - INSIDE, id, null);
        } else {
            if (size >= INSIDE) {
                behind().insert(0, size - INSIDE, secondId, both(second, secondOther));
            }
            if (index == 0) {
                secondId = firstId;
                second = first;
                secondOther = firstOther;
                firstId = id;
                first = null;
                firstOther = null;
            } else {
                secondId = id;
                second = null;
                secondOther = null;
            }
        }
        size++;
    }

    /** Takes out any. */
    final void remove(int index) {
        if (index >= INSIDE) {
            behind().remove(index - INSIDE, size - INSIDE);
            size--;
            return;
        }
        if (index == 0) {
            firstId = secondId;
            first = second;
            firstOther = secondOther;
        }
        if (size <= INSIDE) {
            second = null;
            secondOther = null;
        } else {
            Behind more = behind();
            secondId = more.ids[more.head];
            Object held = more.states[more.head];
            second = oneOf(held);
            secondOther = otherOf(held);
            more.removeFirst(size - INSIDE);
        }
        size--;
    }

    final void removeFirst() {
        remove(0);
    }
}
