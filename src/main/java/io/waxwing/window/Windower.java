package io.waxwing.window;

import java.time.Duration;

/**
 * Assigns windows to timestamps. Immutable; builds one logic for each key.
 *
 * <p>Windows of a key have ids. Those of aligned windows count from the window that opens at the alignment, negative before it. Those
 * of sessions and of count windows count up from 0; a key whose windows have all closed leaves nothing behind, no watermark either, and
 * starts again at 0.
 *
 * <p>The parameters of a windower must stay the same while windows that were saved are open.
 */
public interface Windower {
    /** The window id of late values where it cannot be known in which window they would have been. */
    long LATE_ID = -1;

    /** Makes the logic of a key. */
    WindowerLogic<?> build();

    /** Whether two windows may become one, as sessions do: then a fold over them needs a merger. True unless overridden. */
    default boolean mayMerge() {
        return true;
    }

    /**
     * Windows of one length, next to each other: each timestamp is in one. Open inclusive, close exclusive. Aligned to Monday
     * 2001-01-01T00:00Z, so that minutes, hours, days and weeks of UTC begin where people expect, unless told otherwise.
     *
     * @param length more than zero
     * @throws IllegalArgumentException if it is not
     */
    static AlignedWindower tumbling(Duration length) {
        return new SlidingWindower(length, length, AlignedWindower.DEFAULT_ALIGNMENT);
    }

    /**
     * Windows of one length that open an offset apart, so that each timestamp is in about {@code length / offset} of them. Open
     * inclusive, close exclusive. Aligned as tumbling windows are.
     *
     * @param length more than zero
     * @param offset more than zero, at most the length: otherwise there would be gaps
     * @throws IllegalArgumentException if one of them is not
     */
    static AlignedWindower sliding(Duration length, Duration offset) {
        return new SlidingWindower(length, offset, AlignedWindower.DEFAULT_ALIGNMENT);
    }

    /**
     * Windows of values that are at most a gap apart. From the first to the last timestamp, both inclusive; a value in between can
     * make two sessions one.
     *
     * @param gap not negative
     * @throws IllegalArgumentException if it is
     */
    static Windower session(Duration gap) {
        return new SessionWindower(gap);
    }

    /**
     * Windows of so many values each. A window closes with its last value, and one that is not full at the end of the input.
     *
     * @param items at least 1
     * @throws IllegalArgumentException if it is less
     */
    static Windower count(int items) {
        return new CountWindower(items);
    }
}
