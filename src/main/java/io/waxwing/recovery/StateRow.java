package io.waxwing.recovery;

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

    /** Which of {@code n} workers or partitions it belongs to, 0 to n - 1: the same place that items of the key go to. */
    public int placeAmong(int n) {
        return (int) (((hash >>> 32) * n) >>> 32);
    }

    /** About how many bytes it takes in a message. */
    int size() {
        return OVERHEAD + key.length + (state == null ? 0 : state.length);
    }
}
