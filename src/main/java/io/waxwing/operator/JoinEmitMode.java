package io.waxwing.operator;

/** When a join emits rows. Users say it by the name of the method that ends the join. */
public enum JoinEmitMode {
    /** Once every side has a value; then forgets. */
    COMPLETE,
    /** At the end of the input or of the window. */
    FINAL,
    /** At each value. */
    RUNNING
}
