package io.waxwing.keyed;

/** A key whose logic may ask to be notified. A subclass may be its own logic: one object less per key is a wait for memory less per value. */
public class TimedEntry extends KeyedEntry {
    /** Of the timers: when it is to be notified. */
    public long due = Timers.NONE;
    /** For which time they have it, which is no later than it is due. */
    long placedFor;
    /** Whether the timers have it. */
    boolean placed;
    /** Of a window step: the timer is to be set anew. */
    public boolean stale;

    /** One that is bound later. */
    protected TimedEntry() {}

    /** The entry of a key. */
    public TimedEntry(Object key, Object logic) {
        super(key, logic);
    }
}
