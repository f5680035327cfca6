package io.waxwing.window;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The states of the slots of all keys of a step. A key knows each by the number of its place, not by a reference: keys are old and states
 * mostly young, and with G1 to store a young object into an old one makes the worker wait for its earlier stores, and another thread look
 * at the place later. Here the states that began together stand together in a small array, which goes when the last of them does, so it is
 * mostly as young as they are. Used by one thread.
 */
final class SlotStates {
    private static final int BITS = 4;
    private static final int CHUNK = 1 << BITS;
    private static final @Nullable Object[] GONE = {};

    private static final int SMALLEST = 16;

    private @Nullable Object[][] chunks = new @Nullable Object[SMALLEST][];
    /** How many states are in each chunk. */
    private int[] counts = new int[SMALLEST];
    /** Numbers of chunks that have gone, to be given again; the last one first. */
    private int[] free = new int[SMALLEST];

    private int freed;
    /** How many numbers have been given. */
    private int numbered;
    /** The chunk that is being filled, and its next place. */
    private int filling;

    private int next = CHUNK;

    /** Takes a place, for which there is no state yet. */
    int add() {
        if (next == CHUNK) {
            begin();
        }
        counts[filling]++;
        return filling << BITS | next++;
    }

    private void begin() {
        if (numbered > 0 && counts[filling] == 0) {
            drop(filling);
        }
        if (freed > 0) {
            filling = free[--freed];
        } else {
            if (numbered == chunks.length) {
                grow();
            }
            filling = numbered++;
        }
        chunks[filling] = new @Nullable Object[CHUNK];
        next = 0;
    }

    private void grow() {
        chunks = Arrays.copyOf(chunks, 2 * numbered);
        counts = Arrays.copyOf(counts, 2 * numbered);
        free = Arrays.copyOf(free, 2 * numbered);
    }

    private void drop(int chunk) {
        chunks[chunk] = GONE;
        free[freed++] = chunk;
    }

    @Nullable
    Object get(int place) {
        return chunks[place >>> BITS][place & (CHUNK - 1)];
    }

    void set(int place, @Nullable Object state) {
        chunks[place >>> BITS][place & (CHUNK - 1)] = state;
    }

    /** Gives up a place. */
    void remove(int place) {
        set(place, null);
        int chunk = place >>> BITS;
        if (--counts[chunk] == 0 && chunk != filling) {
            drop(chunk);
        }
        if (freed == numbered - 1 && counts[filling] == 0 && chunks.length > SMALLEST) {
            clear();
        }
    }

    /** All states have gone: the tables need not stay as large as they were. */
    private void clear() {
        chunks = new @Nullable Object[SMALLEST][];
        counts = new int[SMALLEST];
        free = new int[SMALLEST];
        freed = 0;
        numbered = 0;
        next = CHUNK;
    }

    /** How many states there is room for now. */
    int room() {
        return (numbered - freed) << BITS;
    }
}
