package io.waxwing.operator;

/** Whether the logic of a key lives on after a call. */
public enum Retention {
    /** The logic stays and is given the next value. */
    KEEP,
    /** The logic and its saved state are dropped; the key's next value builds a new one. */
    DISCARD
}
