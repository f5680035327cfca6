package io.waxwing.chain;

/** A key whose logic may ask to be notified. */
final class TimedEntry extends KeyedEntry {
    /** Of the timers: when it is to be notified. */
    long due = Timers.NONE;
    /** Whether the timers have it. */
    boolean placed;
    /** For which time they have it, which is no later than it is due. */
    long placedFor;
    /** Of a window step: the timer is to be set anew. */
    boolean stale;

    TimedEntry(Object key, Object logic) {
        super(key, logic);
    }
}
