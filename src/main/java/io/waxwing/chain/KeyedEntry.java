package io.waxwing.chain;

import java.time.Instant;

/** A key of a stateful step and its logic. */
final class KeyedEntry {
    final Object key;
    final Object logic;
    boolean changed;
    boolean gone;
    Instant due;
    Instant queuedAt;

    KeyedEntry(Object key, Object logic) {
        this.key = key;
        this.logic = logic;
    }
}
