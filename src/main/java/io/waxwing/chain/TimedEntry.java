package io.waxwing.chain;

/** A key whose logic may ask to be notified. */
final class TimedEntry extends KeyedEntry {
    /** Of the timers: when it is to be notified. */
    long due = Timers.NONE;
    /** Place in the heap of timers, negative when not in it. */
    int place = -1;
    /** For which time it was put there; the heap has it too, where reading it would be one more wait for memory. */
    long placedFor;
    /** Of a window step: the timer is to be set anew. */
    boolean stale;

    TimedEntry(Object key, Object logic) {
        super(key, logic);
    }
}
