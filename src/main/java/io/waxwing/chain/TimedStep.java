package io.waxwing.chain;

import io.waxwing.operator.Emitter;
import io.waxwing.operator.Retention;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/**
 * What the steps that call logics share: the call under way, the times for which logics asked, the end of the input. They are their own
 * emitters, so that a copy of the class has the whole hot path in it.
 */
abstract class TimedStep extends KeyedStep implements Emitter<Object> {
    private static final int TIMERS_AT_ONCE = 1024;

    private final Timers timers = new Timers();
    private Iterator<KeyedEntry> telling;
    /** Key of the logic that is being called. A new object for each batch: see {@link Call}. */
    Call call = new Call();
    /** What failed below during the call, even if the logic swallowed it. */
    StepFailure failure;

    TimedStep(StepSite site, List<?> functions, Downstream[] downs) {
        super(site, functions, downs);
    }

    /**
     * The call of a logic that is under way. A store of a reference into an old object costs a memory barrier with the usual
     * collector, one into a young object does not; so the key is not a field of the step, which is old.
     */
    static final class Call {
        Object key;
    }

    abstract Retention notifyLogic(Object logic) throws Exception;

    abstract Retention endLogic(Object logic) throws Exception;

    /** Whether the end of the input means anything to a logic; one to which it doesn't has not changed by it. */
    boolean hearsEnd(Object logic) {
        return true;
    }

    abstract Instant notifyAt(Object logic);

    @Override
    final KeyedEntry entryOf(Object key, Object logic) {
        return new TimedEntry(key, logic);
    }

    @Override
    final void onLoaded(KeyedEntry entry) {
        setTimer(entry, notifyAt(entry.logic));
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
    final StepFailure failed(Object key, Throwable thrown) {
        return failure != null ? failure : callFailure(key, thrown);
    }

    /** After each call of a logic: keeps or drops it, notes the change and the time it asked for. */
    final void settle(KeyedEntry entry, Retention retention, Instant due) {
        if (failure != null) {
            throw failure;
        }
        if (retention == null) {
            throw callFailure(
                    entry.key,
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

    /** Sets the time of a key in microseconds of the epoch. */
    final void setTimer(KeyedEntry entry, long due) {
        timers.set((TimedEntry) entry, due);
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
            telling = entries().iterator();
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
        return super.runEof();
    }
}
