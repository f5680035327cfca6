package io.waxwing.operator;

/** Which values of a side count in a join. */
public enum JoinInsertMode {
    /** The first value of a side; later ones are dropped. */
    FIRST,
    /** The last value of a side so far; it takes the place of the one before. */
    LAST,
    /**
     * All values of a side: a row for each combination, as a cross join in SQL. The state grows with each value, and rows
     * that are emitted at once may all be held in memory.
     */
    PRODUCT
}
