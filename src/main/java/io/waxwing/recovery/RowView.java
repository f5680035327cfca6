package io.waxwing.recovery;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A version of a key where it lies, in a block or as it came from a worker, without copying it. Versions are in the order of the hashes of
 * their keys, unsigned, then of the bytes of the keys, then the newest epoch first. One after the other, so for one thread.
 */
final class RowView {
    /** The state of a key that is gone. */
    static final int GONE = -1;

    static final Comparator<RowView> ORDER = RowView::compare;

    private static final int OVERHEAD = 12;
    private static final byte[] NOTHING = {};

    long hash;
    long epoch;
    /** The key is in here. */
    byte[] keyBytes = NOTHING;

    int keyAt;
    int keyLength;
    /** The state is in here. */
    byte[] stateBytes = NOTHING;

    int stateAt;
    /** Or {@link #GONE}. */
    int stateLength;

    /** Shows a row as it came from a worker. */
    void show(StateRow row, long ofEpoch) {
        byte[] state = row.state();
        hash = row.hash();
        epoch = ofEpoch;
        keyBytes = row.key();
        keyAt = 0;
        keyLength = keyBytes.length;
        stateBytes = state == null ? NOTHING : state;
        stateAt = 0;
        stateLength = state == null ? GONE : state.length;
    }

    /** Whether it is a version of this key. */
    boolean isOf(long otherHash, byte[] other, int length) {
        return hash == otherHash && Arrays.equals(keyBytes, keyAt, keyAt + keyLength, other, 0, length);
    }

    /** About how many bytes it takes in a block. */
    int size() {
        return OVERHEAD + keyLength + Math.max(0, stateLength);
    }

    boolean isGone() {
        return stateLength == GONE;
    }

    private byte[] key() {
        return Arrays.copyOfRange(keyBytes, keyAt, keyAt + keyLength);
    }

    private byte @Nullable [] state() {
        return isGone() ? null : Arrays.copyOfRange(stateBytes, stateAt, stateAt + stateLength);
    }

    /** A copy. */
    StateRow toRow(String step) {
        return new StateRow(step, hash, key(), state());
    }

    private static int compare(RowView a, RowView b) {
        int hashes = Long.compareUnsigned(a.hash, b.hash);
        if (hashes != 0) {
            return hashes;
        }
        int keys = Arrays.compareUnsigned(
                a.keyBytes, a.keyAt, a.keyAt + a.keyLength, b.keyBytes, b.keyAt, b.keyAt + b.keyLength);
        return keys != 0 ? keys : Long.compare(b.epoch, a.epoch);
    }
}
