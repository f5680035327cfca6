package io.waxwing.chain;

import io.waxwing.keyed.KeyedEntry;
import io.waxwing.keyed.TimedEntry;
import io.waxwing.keyed.Timers;
import io.waxwing.operator.Emitter;
import io.waxwing.operator.KeyLogic;
import io.waxwing.operator.Retention;
import java.time.Instant;
import java.util.List;

/**
 * What the steps with a {@link KeyLogic} per key share: the call under way, the times for which logics asked, the end of the input. What
 * comes with each item stands in each of the steps, which are their own emitters, so that a copy of the class has the whole hot path in it.
 */
abstract class LogicStep extends KeyedStep implements Emitter<Object> {
    private static final int TIMERS_AT_ONCE = 1024;

    private static final EndAware END_AWARE = new EndAware();

    private final Timers timers = new Timers();
    private KeyedEntry lastMade;
    /** Whom the end of the input is told, and how many have been told. */
    private List<KeyedEntry> telling;

    private int told;
    /** Key of the logic that is being called. A new object for each batch: see {@link Call}. */
    Call call = new Call();
    /** What failed below during the call, even if the logic swallowed it. */
    StepFailure failure;

    LogicStep(StepSite site, List<?> functions, Downstream[] downs) {
        super(site, functions, downs);
    }

    /**
     * The call of a logic that is under way. A store of a reference into an old object costs a memory barrier with the usual
     * collector, one into a young object does not; so the key is not a field of the step, which is old.
     */
    static final class Call {
        Object key;
    }

    @SuppressWarnings("unchecked")
    private static KeyLogic<Object, Object> logic(Object logic) {
        return (KeyLogic<Object, Object>) logic;
    }

    @Override
    final Object snapshot(Object logic) {
        return logic(logic).snapshot();
    }

    @Override
    final Object restored(Object state) throws Exception {
        Object logic = newLogic();
        logic(logic).restore(state);
        return logic;
    }

    @Override
    final KeyedEntry entryOf(Object key, Object logic) {
        if (lastMade != null && !lastMade.gone && lastMade.logic == logic) { // its state would be that of both keys
            throw new IllegalStateException(
                    "what makes the logics of keys gave the same one again: a new one is needed for each key");
        }
        if (logic instanceof TimedEntry entry) {
            entry.bind(key, logic);
            lastMade = entry;
        } else {
            lastMade = new TimedEntry(key, logic);
        }
        return lastMade;
    }

    @Override
    final void onLoaded(KeyedEntry entry) {
        setTimer(entry, logic(entry.logic).notifyAt());
    }

    /** The key of the call under way, which an emitter emits for. */
    final Object keyOfCall() {
        Object key = call.key;
        if (key == null) {
            throw new IllegalStateException(
                    "an emitter was used while no call was under way: it may only be used by the worker's thread, during the call"
                            + " that it was given to");
        }
        return key;
    }

    /** What to throw when a call of a logic failed: a failure below comes before what the logic made of it. */
    final StepFailure failed(Object key, Object item, Throwable thrown) {
        return failure != null ? failure : callFailure(key, item, thrown);
    }

    /** After each call of a logic: keeps or drops it, notes the change and the time it asked for. */
    final void settle(KeyedEntry entry, Retention retention, Instant due) {
        if (failure != null) {
            throw failure;
        }
        if (retention == null) {
            throw callFailure(
                    entry.key,
                    null,
                    new NullPointerException("the logic of a key returned null: KEEP or DISCARD was expected"));
        }
        noteChange(entry);
        if (retention == Retention.DISCARD) {
            drop(entry);
        } else if (due != null || ((TimedEntry) entry).due != Timers.NONE) {
            setTimer(entry, due);
        }
    }

    @Override
    final void drop(KeyedEntry entry) {
        super.drop(entry);
        timers.remove((TimedEntry) entry);
    }

    final void setTimer(KeyedEntry entry, Instant due) {
        timers.set((TimedEntry) entry, due);
    }

    /** Sets the time of a key; see {@link Timers#set(TimedEntry, long, long)}. */
    final void setTimer(KeyedEntry entry, long due, long look) {
        timers.set((TimedEntry) entry, due, look);
    }

    @Override
    public final void flush() {
        call = new Call();
        super.flush();
    }

    @Override
    public Instant nextDue() {
        return timers.next();
    }

    @Override
    public boolean fireDue(Instant now) {
        int fired = 0;
        int most = Math.min(timers.keys(), TIMERS_AT_ONCE); // none has a second turn before the others had one
        while (fired < most && !gate.isClosed() && spill.isEmpty()) {
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
                KeyLogic<Object, Object> logic = logic(entry.logic);
                retention = logic.onNotify(this);
                due = retention == Retention.KEEP ? logic.notifyAt() : null;
            } catch (Throwable e) {
                throw failed(entry.key, null, e);
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
            telling = entries();
            timers.clear();
        }
        while (told < telling.size()) {
            if (gate.isClosed() || !spill.isEmpty()) {
                return false;
            }
            assert spill.isEmpty() : TOO_EARLY;
            if (told % AHEAD == 0 && telling.size() >= FEW) {
                bringNear(telling.subList(told, Math.min(told + AHEAD, telling.size())));
            }
            KeyedEntry entry = telling.get(told++);
            if (!END_AWARE.get(entry.logic.getClass())) {
                continue;
            }
            call.key = entry.key;
            Retention retention;
            try {
                retention = logic(entry.logic).onEof(this);
            } catch (Throwable e) {
                throw failed(entry.key, null, e);
            }
            settle(entry, retention, null);
        }
        return super.runEof();
    }
}
