package io.waxwing.recovery;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A key's saved state, or the position of a source or sink partition, whose key is its name.
 *
 * @param stepId full id of the step
 * @param hash stable hash of the key: what routes items routes rows, to workers and to recovery partitions
 * @param key serialised; equal keys have equal bytes
 * @param state serialised; null: the key is gone
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record StateRow(String stepId, long hash, byte[] key, byte @Nullable [] state) {
    private static final int OVERHEAD = 32;

    /** By step, then by the hash of the key, unsigned, so that rows for the same place are together, then by the bytes of the key. */
    static final Comparator<StateRow> ORDER = StateRow::compare;

    /** Which of {@code n} workers or partitions it belongs to, 0 to n - 1: the same place that items of the key go to. */
    public int placeAmong(int n) {
        return (int) (((hash >>> 32) * n) >>> 32);
    }

    @SuppressWarnings("ReferenceEquality") // most often it is the same string
    private static int compare(StateRow a, StateRow b) {
        int steps = a.stepId == b.stepId ? 0 : a.stepId.compareTo(b.stepId);
        if (steps != 0) {
            return steps;
        }
        int hashes = Long.compareUnsigned(a.hash, b.hash);
        return hashes != 0 ? hashes : Arrays.compareUnsigned(a.key, b.key);
    }

    /** About how many bytes it takes in a message. */
    int size() {
        return OVERHEAD + key.length + (state == null ? 0 : state.length);
    }
}
