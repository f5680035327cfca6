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
 * <p>In the place of a state, a slot may hold a value of each of two <em>sides</em>, which for joins saves one more object and wait. These have no
 * cells, which would cost joins more than they save.
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
    private @Nullable SlotsBehind behind;
    private int size;

    /** Where states of a slot take each other's place. */
    private static final class Cell {
        Object state;

        Cell(Object state) {
            this.state = state;
        }
    }

    /** What a slot behind the second holds that has two sides. */
    private static final class Both {
        @Nullable
        Object one;

        @Nullable
        Object other;

        Both(@Nullable Object one, @Nullable Object other) {
            this.one = one;
            this.other = other;
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

    private void hold(int index, Object held) {
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
            setSideBehind(index, side, value);
        } else if (side == 0) {
            hold(index, value);
        } else if (index == 0) {
            firstOther = value;
        } else {
            secondOther = value;
        }
    }

    private void setSideBehind(int index, int side, Object value) {
        Object held = held(index);
        Both both;
        if (held instanceof Both there) {
            both = there;
        } else {
            both = new Both(held, null);
            hold(index, both);
        }
        if (side == 0) {
            both.one = value;
        } else {
            both.other = value;
        }
    }

    private static @Nullable Object oneOf(@Nullable Object held) {
        return held instanceof Both both ? both.one : held;
    }

    private static @Nullable Object otherOf(@Nullable Object held) {
        return held instanceof Both both ? both.other : null;
    }

    private SlotsBehind behind() {
        if (behind == null) {
            behind = new SlotsBehind();
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
                Object held = secondOther == null ? second : new Both(second, secondOther);
                behind().insert(0, size - INSIDE, secondId, held);
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
            SlotsBehind more = behind();
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
