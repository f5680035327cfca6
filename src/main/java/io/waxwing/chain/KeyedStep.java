package io.waxwing.chain;

import io.waxwing.operator.Retention;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * What the stateful steps share. Those that call logics are their own emitters, so that a copy of the class has the whole hot path in it.
 * The last function tells whether changes are to be saved.
 */
abstract class KeyedStep implements Downstream, KeyedState {
    private static final int TIMERS_AT_ONCE = 1024;
    /** Keys that are looked up ahead of the calls. */
    static final int AHEAD = 64;
    /** So many keys fit into a cache. */
    private static final int FEW = 4096;

    static final String TOO_EARLY = "a logic is called although what the last call emitted has not been handed on";

    final StepSite site;
    final Gate gate;
    final Downstream down;
    final Spill spill = new Spill();
    private final boolean saving;
    private final KeyTable table = new KeyTable();
    private final List<KeyedEntry> changed = new ArrayList<>();
    private final Timers timers = new Timers();
    private Iterator<KeyedEntry> telling;
    private boolean flushOwed;
    /** Key of the logic that is being called. A new object for each batch: see {@link Call}. */
    Call call = new Call();
    /** What failed below during the call, even if the logic swallowed it. */
    StepFailure failure;

    KeyedStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.gate = site.gate();
        this.down = downs[0];
        this.saving = (Boolean) functions.get(functions.size() - 1);
    }

    /**
     * The call of a logic that is under way. A store of a reference into an old object costs a memory barrier with the usual
     * collector, one into a young object does not; so the key is not a field of the step, which is old.
     */
    static final class Call {
        Object key;
    }

    abstract Object newLogic() throws Exception;

    /** A logic that goes on from a snapshot. */
    abstract Object restored(Object state) throws Exception;

    /** Always true; to answer it brings the logic near. */
    abstract boolean isLogic(Object logic);

    abstract Retention notifyLogic(Object logic) throws Exception;

    abstract Retention endLogic(Object logic) throws Exception;

    /** Whether the end of the input means anything to a logic; one to which it doesn't has not changed by it. */
    boolean hearsEnd(Object logic) {
        return true;
    }

    abstract Instant notifyAt(Object logic);

    abstract Object snapshot(Object logic);

    /** Whether values wait to be given to logics. */
    boolean isGathering() {
        return false;
    }

    /** Gives waiting values to logics until the gate closes. */
    void handOver() {}

    final KeyedEntry entry(Object key) {
        assert spill.isEmpty() : TOO_EARLY;
        KeyedEntry entry = table.get(key);
        return entry == null ? newEntry(key) : entry;
    }

    /**
     * Looks up the keys from one index to another; null where there is no entry yet. Does nothing, and says so with false, while there are
     * so few keys that no lookup waits for memory.
     */
    final boolean find(Object[] keys, int from, int to, KeyedEntry[] found) {
        if (table.size() < FEW) {
            return false;
        }
        for (int i = from; i < to; i++) {
            KeyedEntry entry = table.get(keys[i]);
            found[i - from] = entry != null && isLogic(entry.logic) ? entry : null;
        }
        return true;
    }

    private KeyedEntry newEntry(Object key) {
        Object logic;
        try {
            site.context().checkNewKey(key);
            logic = newLogic();
        } catch (Throwable e) {
            throw site.failure(key, e);
        }
        return add(key, logic);
    }

    private KeyedEntry add(Object key, Object logic) {
        var entry = new KeyedEntry(key, logic);
        table.put(entry);
        return entry;
    }

    /** What to throw when a call of a logic failed: a failure below comes before what the logic made of it. */
    final StepFailure failed(Object key, Throwable thrown) {
        return failure != null ? failure : site.failure(key, thrown);
    }

    /** After each call of a logic: keeps or drops it, notes the change and the time it asked for. */
    final void settle(KeyedEntry entry, Retention retention, Instant due) {
        if (failure != null) {
            throw failure;
        }
        noteChange(entry);
        if (retention == Retention.DISCARD) {
            drop(entry);
        } else if (due != null || entry.due != Timers.NONE) {
            timers.set(entry, due);
        }
    }

    /** The state of a key is to be saved at the end of the epoch. */
    final void noteChange(KeyedEntry entry) {
        if (saving && !entry.changed) {
            entry.changed = true;
            changed.add(entry);
        }
    }

    /** A key leaves nothing behind but the note that it is gone. */
    final void drop(KeyedEntry entry) {
        entry.gone = true;
        table.remove(entry);
        timers.remove(entry);
    }

    final void setTimer(KeyedEntry entry, Instant due) {
        timers.set(entry, due);
    }

    /** Sets the time of a key in microseconds of the epoch. */
    final void setTimer(KeyedEntry entry, long due) {
        timers.set(entry, due);
    }

    /** The same, unless it would move the key forward, which costs more; tells whether it was set. */
    final boolean setTimerLater(KeyedEntry entry, long due) {
        if (timers.isEarlier(entry, due)) {
            return false;
        }
        timers.set(entry, due);
        return true;
    }

    @Override
    public final void flush() {
        call = new Call();
        flushOwed = true;
        resume();
    }

    @Override
    public final boolean isSuspended() {
        return flushOwed || !spill.isEmpty();
    }

    @Override
    public final void resume() {
        spill.drain(gate, down);
        if (isGathering() && spill.isEmpty()) {
            handOver();
        }
        if (flushOwed && spill.isEmpty() && !isGathering()) {
            flushOwed = false;
            down.flush();
        }
    }

    @Override
    public final void load(Object key, Object state) {
        try {
            KeyedEntry entry = add(key, restored(state));
            timers.set(entry, notifyAt(entry.logic));
        } catch (Throwable e) {
            throw site.failure(key, e);
        }
    }

    @Override
    public Instant nextDue() {
        return timers.next();
    }

    @Override
    public boolean fireDue(Instant now) {
        int fired = 0;
        while (fired < TIMERS_AT_ONCE && !gate.isClosed() && spill.isEmpty()) {
            KeyedEntry entry = timers.poll(now);
            if (entry == null) {
                break;
            }
            assert spill.isEmpty() : TOO_EARLY;
            fired++;
            call.key = entry.key;
            Retention retention;
            Instant due;
            try {
                retention = notifyLogic(entry.logic);
                due = retention == Retention.KEEP ? notifyAt(entry.logic) : null;
            } catch (Throwable e) {
                throw failed(entry.key, e);
            }
            settle(entry, retention, due);
        }
        if (fired > 0) {
            flush();
        }
        return fired > 0;
    }

    @Override
    public boolean runEof() {
        if (telling == null) {
            telling = table.entries().iterator();
            timers.clear();
        }
        while (telling.hasNext()) {
            if (gate.isClosed() || !spill.isEmpty()) {
                return false;
            }
            assert spill.isEmpty() : TOO_EARLY;
            KeyedEntry entry = telling.next();
            if (!hearsEnd(entry.logic)) {
                continue;
            }
            call.key = entry.key;
            Retention retention;
            try {
                retention = endLogic(entry.logic);
            } catch (Throwable e) {
                throw failed(entry.key, e);
            }
            settle(entry, retention, null);
        }
        if (spill.isEmpty()) {
            flush();
        }
        return !isSuspended();
    }

    @Override
    public final void saveChanges(ChangeWriter writer) {
        Set<Object> gone = new HashSet<>(); // a key may have come and gone several times
        for (KeyedEntry entry : changed) {
            if (entry.gone) {
                if (table.get(entry.key) == null && gone.add(entry.key)) {
                    writer.changed(entry.key, null);
                }
            } else if (entry.changed) {
                entry.changed = false;
                try {
                    writer.changed(entry.key, snapshot(entry.logic));
                } catch (Throwable e) {
                    throw site.failure(entry.key, e);
                }
            }
        }
        changed.clear();
    }

    @Override
    public final int size() {
        return table.size();
    }
}
