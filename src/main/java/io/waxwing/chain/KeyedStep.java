package io.waxwing.chain;

import io.waxwing.keyed.KeyTable;
import io.waxwing.keyed.KeyedEntry;
import io.waxwing.text.Causes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What the stateful steps share: a table of keys, and what is to be saved of them. The last function tells whether anything is. */
abstract class KeyedStep implements Downstream, KeyedState {
    /** Keys that are looked up ahead of the calls. */
    static final int AHEAD = KeyTable.TOGETHER;
    /** So many keys fit into a cache. */
    static final int FEW = 4096;

    static final String TOO_EARLY = "a logic is called although what the last call emitted has not been handed on";

    final StepSite site;
    final Gate gate;
    final Downstream down;
    final Spill spill = new Spill();
    private final boolean saving;
    private final KeyTable table = new KeyTable();
    private final List<KeyedEntry> changed = new ArrayList<>();
    private boolean flushOwed;
    /** Whether a key has come from a snapshot. */
    private boolean hasLoaded;

    @SuppressWarnings("UnusedVariable") // written, so that what it is made of is read
    private int touched;

    KeyedStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.gate = site.gate();
        this.down = downs[0];
        this.saving = (Boolean) functions.get(functions.size() - 1);
    }

    abstract Object newLogic() throws Exception;

    /** A logic that goes on from a snapshot. */
    abstract Object restored(Object state) throws Exception;

    /**
     * Reads what the next call of a logic will read, so that it is in the processor's cache by then, where one wait for memory does not hold
     * up the next.
     *
     * @return any number that depends on what was read, for which nobody has a use
     */
    abstract int touch(Object logic);

    /** Reads the head of an object, whose class it asks for. */
    static int touchHead(Object object) {
        return object instanceof KeyTable ? 1 : 0;
    }

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
        table.get(keys, from, to, found);
        touched = touch(found, to - from);
        return true;
    }

    /** {@linkplain #touch(Object) Touches} the logics of several keys, which may be null. */
    int touch(KeyedEntry[] entries, int count) {
        int touch = 0;
        for (int i = 0; i < count; i++) {
            KeyedEntry entry = entries[i];
            touch += entry == null ? 0 : touch(entry.logic);
        }
        return touch;
    }

    private KeyedEntry newEntry(Object key) {
        KeyedEntry entry;
        try {
            site.context().checkNewKey(key);
            entry = entryOf(key, Objects.requireNonNull(newLogic(), "what makes the logics of keys gave null"));
        } catch (Throwable e) {
            throw site.failure(key, e);
        }
        table.add(entry);
        return entry;
    }

    KeyedEntry entryOf(Object key, Object logic) {
        return new KeyedEntry(key, logic);
    }

    /** The state of a key is to be saved at the end of the epoch. */
    final void noteChange(KeyedEntry entry) {
        if (saving && !entry.changed) {
            entry.changed = true;
            changed.add(entry);
        }
    }

    /** A key leaves nothing behind but the note that it is gone. */
    void drop(KeyedEntry entry) {
        entry.gone = true;
        table.remove(entry);
    }

    @Override
    public void flush() {
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
            KeyedEntry entry = entryOf(key, restored(state));
            table.put(entry);
            onLoaded(entry);
            hasLoaded = true;
            if (isChangedByLoading()) {
                noteChange(entry);
            }
        } catch (RuntimeException e) {
            throw site.failure(key, ofSavedState(e));
        } catch (Throwable e) {
            throw site.failure(key, e);
        }
    }

    /** What to throw when a call with a key's state failed. */
    final StepFailure callFailure(Object key, Object item, Throwable thrown) {
        return site.failure(key, item, hasLoaded && thrown instanceof ClassCastException e ? ofSavedState(e) : thrown);
    }

    /** The same failure, told to be one with state that an earlier execution saved. */
    private static RuntimeException ofSavedState(RuntimeException thrown) {
        boolean plain = thrown instanceof ClassCastException || thrown instanceof IllegalStateException;
        String hinted = (plain ? "" : thrown.getClass().getName() + ": ")
                + Causes.messageOf(thrown)
                + " (this step has state that an earlier execution saved: if the step was another one then, put that back or begin with"
                + " an empty recovery directory)";
        RuntimeException told = thrown instanceof ClassCastException
                ? new ClassCastException(hinted)
                : new IllegalStateException(hinted, thrown);
        told.setStackTrace(Causes.stackOf(thrown));
        return told;
    }

    /** Whether a key that is loaded has to be saved again. */
    boolean isChangedByLoading() {
        return false;
    }

    /** A saved key is back. */
    void onLoaded(KeyedEntry entry) {}

    @Override
    public Instant nextDue() {
        return null;
    }

    @Override
    public boolean fireDue(Instant now) {
        return false;
    }

    @Override
    public boolean runEof() {
        if (spill.isEmpty()) {
            flush();
        }
        return !isSuspended();
    }

    @Override
    public final void saveChanges(ChangeWriter writer) {
        Set<Object> gone = new HashSet<>(); // a key may have come and gone several times
        for (int i = 0; i < changed.size(); i++) {
            if (i % AHEAD == 0) {
                bringNear(changed.subList(i, Math.min(i + AHEAD, changed.size())));
            }
            KeyedEntry entry = changed.get(i);
            try {
                if (entry.gone) {
                    if (table.get(entry.key) == null && gone.add(entry.key)) {
                        writer.changed(entry.key, null);
                    }
                } else if (entry.changed) {
                    entry.changed = false;
                    writer.changed(entry.key, snapshot(entry.logic));
                }
            } catch (Throwable e) {
                throw site.failure(entry.key, e);
            }
        }
        changed.clear();
    }

    /** Reads what calls with many keys, one after the other, will read: see {@link #touch}. */
    final void bringNear(List<KeyedEntry> entries) {
        int touch = 0;
        for (KeyedEntry entry : entries) {
            touch += entry.hash;
        }
        for (KeyedEntry entry : entries) {
            touch += touchHead(entry.key);
        }
        touched = touch + touch(entries.toArray(new KeyedEntry[0]), entries.size());
    }

    @Override
    public void close() {
        // most steps have nothing to say
    }

    final List<KeyedEntry> entries() {
        return table.entries();
    }

    @Override
    public final int size() {
        return table.size();
    }
}
