package io.waxwing.window;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * States by ascending id, which stand in {@link SlotStates}. New ones mostly come last, and the first is the one that is taken out. Most keys
 * have one or two at a time: the ids and places of these are in the object itself, since each array would be one more wait for memory; those
 * behind them are in arrays.
 */
final class Slots {
    private static final int INSIDE = 2;
    private static final int SMALLEST = 2;
    private static final long[] NO_IDS = {};
    private static final int[] NO_PLACES = {};

    private long firstId;
    private long secondId;
    private int firstPlace;
    private int secondPlace;
    /** Of those behind the second, from the head on. */
    private long[] ids = NO_IDS;

    private int[] places = NO_PLACES;
    private int head;
    private int size;
    private final SlotStates states;

    Slots(SlotStates states) {
        this.states = states;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Reads the first state; the number means nothing. */
    int touch() {
        return size > 0 && states.get(firstPlace) instanceof Slots ? 1 : 0;
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

    /** The place of a state. */
    int place(int index) {
        return switch (index) {
            case 0 -> firstPlace;
            case 1 -> secondPlace;
            default -> places[head + index - INSIDE];
        };
    }

    @Nullable
    Object state(int index) {
        return states.get(place(index));
    }

    void set(int index, @Nullable Object state) {
        int place = place(index);
        if (states.get(place) != state) {
            states.set(place, state);
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
            insertBehind(index - INSIDE, id, states.add());
        } else {
            if (size >= INSIDE) {
                insertBehind(0, secondId, secondPlace);
            }
            if (index == 0) {
                secondId = firstId;
                secondPlace = firstPlace;
                firstId = id;
                firstPlace = states.add();
            } else {
                secondId = id;
                secondPlace = states.add();
            }
        }
        size++;
    }

    private void insertBehind(int index, long id, int place) {
        makeRoom();
        int at = head + index;
        int behind = size - INSIDE - index;
        System.arraycopy(ids, at, ids, at + 1, behind);
        System.arraycopy(places, at, places, at + 1, behind);
        ids[at] = id;
        places[at] = place;
    }

    private void makeRoom() {
        int behind = size - INSIDE;
        if (head + behind < ids.length) {
            return;
        }
        int capacity = head >= behind && head > 0 ? ids.length : Math.max(SMALLEST, 2 * ids.length);
        var newIds = new long[capacity];
        var newPlaces = new int[capacity];
        System.arraycopy(ids, head, newIds, 0, behind);
        System.arraycopy(places, head, newPlaces, 0, behind);
        ids = newIds;
        places = newPlaces;
        head = 0;
    }

    /** Takes out any. */
    void remove(int index) {
        states.remove(place(index));
        if (index < INSIDE) {
            if (index == 0) {
                firstId = secondId;
                firstPlace = secondPlace;
            }
            removeSecond();
            return;
        }
        int at = head + index - INSIDE;
        int behind = size - index - 1;
        System.arraycopy(ids, at + 1, ids, at, behind);
        System.arraycopy(places, at + 1, places, at, behind);
        size--;
    }

    void removeFirst() {
        remove(0);
    }

    private void removeSecond() {
        size--;
        if (size < INSIDE) {
            return;
        }
        secondId = ids[head];
        secondPlace = places[head];
        head = size == INSIDE ? 0 : head + 1;
    }
}
