package io.waxwing.serde;

/**
 * The kinds of columns: what all values of a column have in common is written once. Numbers are part of the wire format.
 *
 * <pre>
 *  ANY     [0] then each value with the number of its class; nulls may be among them
 *  SAME    [1] [number of the class] then the bare values
 *  TEXT    [2] then each String
 *  LONGS   [3] [width: 1, 2, 4, 8 bytes] then the values, lowest byte first
 *  INTS    [4] [width: 1, 2, 4] likewise
 *  DOUBLES [5] then 8 bytes each, lowest byte first
 *  NULLS   [6] and nothing: all are null, as the keys of a stream without keys
 * </pre>
 */
final class Column {
    static final int ANY = 0;
    static final int SAME = 1;
    static final int TEXT = 2;
    static final int LONGS = 3;
    static final int INTS = 4;
    static final int DOUBLES = 5;
    static final int NULLS = 6;

    private Column() {}

    /** The fewest bytes that hold these two and all between them, as a signed number: 1, 2, 4 or 8. */
    static int width(long min, long max) {
        if (min >= Byte.MIN_VALUE && max <= Byte.MAX_VALUE) {
            return 1;
        }
        if (min >= Short.MIN_VALUE && max <= Short.MAX_VALUE) {
            return 2;
        }
        return min >= Integer.MIN_VALUE && max <= Integer.MAX_VALUE ? 4 : 8;
    }
}
