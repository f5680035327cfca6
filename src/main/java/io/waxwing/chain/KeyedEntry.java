package io.waxwing.chain;

/** A key of a stateful step and its logic. */
final class KeyedEntry {
    final Object key;
    final Object logic;
    final int hash;
    /** Of the key table: the next one in its slot. */
    KeyedEntry next;

    boolean changed;
    boolean gone;
    /** Of a window step: the timer is to be set anew. */
    boolean stale;

    /** Of the timers: when it is to be notified. */
    long due = Timers.NONE;
    /** Place in the heap of timers, negative when not in it. */
    int place = -1;

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
