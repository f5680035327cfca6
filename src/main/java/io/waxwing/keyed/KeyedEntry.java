package io.waxwing.keyed;

/** A key of a stateful step and its logic or state. Kept small: two fill a cache line. */
public class KeyedEntry {
    public Object key;
    public Object logic;
    public int hash;
    /** Of the key table: the next one in its slot. */
    KeyedEntry next;

    /** Whether it is to be saved at the end of the epoch. */
    public boolean changed;

    /** Whether the step has dropped it. */
    public boolean gone;

    /** One that is bound later. */
    protected KeyedEntry() {}

    /** The entry of a key. */
    public KeyedEntry(Object key, Object logic) {
        bind(key, logic);
    }

    /** Makes it the entry of a key; called once, before anything else. */
    public final void bind(Object itsKey, Object itsLogic) {
        key = itsKey;
        logic = itsLogic;
        hash = hash(itsKey);
    }

    /** The higher half of a hash code counts, too, where only the lower bits are used. */
    static int hash(Object key) {
        int code = key.hashCode();
        return code ^ (code >>> 16);
    }
}
