package io.waxwing.chain;

/** A key of a stateful step and its logic or state. Kept small: two fill a cache line. */
class KeyedEntry {
    final Object key;
    final Object logic;
    final int hash;
    /** Of the key table: the next one in its slot. */
    KeyedEntry next;

    boolean changed;
    boolean gone;

    KeyedEntry(Object key, Object logic) {
        this.key = key;
        this.logic = logic;
        this.hash = hash(key);
    }

    /** The higher half of a hash code counts, too, where only the lower bits are used. */
    static int hash(Object key) {
        int code = key.hashCode();
        return code ^ (code >>> 16);
    }
}
