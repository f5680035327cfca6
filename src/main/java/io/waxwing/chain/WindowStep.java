package io.waxwing.chain;

import io.waxwing.function.ThrowingBiFunction;
import io.waxwing.function.ThrowingFunction;
import io.waxwing.function.ThrowingToLongFunction;
import io.waxwing.keyed.KeyedEntry;
import io.waxwing.keyed.TimedEntry;
import io.waxwing.keyed.Timers;
import io.waxwing.operator.Retention;
import io.waxwing.operator.StatefulLogic;
import io.waxwing.window.AlignedWindows;
import io.waxwing.window.KeyWindows;
import io.waxwing.window.Late;
import io.waxwing.window.StepWindows;
import io.waxwing.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The windows of all keys; function 0 is the {@link WindowSpec}. A value that only has to be taken into the latest window of its key
 * is taken in here, where a copy of the class has the user's functions to itself. When a value moves its key's wake-up later, the timer is set up
 * to 10 ms after it, since the next value mostly moves it again.
 */
final class WindowStep extends LogicStep implements BatchLoop {
    private static final Duration TIMERS_LATER = Duration.ofMillis(10);
    private static final int NONE = -1;

    private final StepWindows windows;
    private final LateWarnings warnings;
    private final boolean inPlace;
    private final boolean aligned;
    private final boolean ordered;
    private final boolean byOwnTime;
    private final boolean rows;
    private final ThrowingFunction<Object, Instant> timestamp;
    private final ThrowingToLongFunction<Object> millis;
    private final ThrowingBiFunction<Object, Object, Object> folder;
    /** Keys whose timers are not right yet, and at which time they are set. */
    private List<TimedEntry> stale = new ArrayList<>();

    private Instant staleUntil = Instant.MIN;
    /**
     * When keys that are due later than that are looked at, in microseconds of the epoch. With each value their times move, later or earlier,
     * and most of that need not be noted.
     */
    private long look;

    private Late<?> late;
    /** Version of the time at which no more keys were due. */
    private int firedAt = NONE;

    WindowStep(StepSite site, List<?> functions, Downstream[] downs) {
        super(site, functions, downs);
        this.windows = windows(site, (WindowSpec<?>) functions.get(0));
        this.warnings = new LateWarnings(site);
        this.inPlace = windows.isTakenInPlace();
        this.aligned = windows.isAligned();
        this.ordered = windows.isOrdered();
        this.byOwnTime = windows.isByOwnTime();
        this.rows = windows.hasRows();
        this.timestamp = inPlace ? windows.timestamp() : null;
        this.millis = inPlace ? windows.millis() : null;
        this.folder = inPlace ? windows.folder() : null;
    }

    private static StepWindows windows(StepSite site, WindowSpec<?> spec) {
        try {
            return spec.onWorker(site.context().time(), site.context().downtime());
        } catch (Throwable e) {
            throw site.failure(null, e);
        }
    }

    /** Reads the time, which may be a user's; exactly, or as values that come together need it. */
    private void refresh(boolean exactly) {
        try {
            if (exactly) {
                windows.refreshExactly();
            } else {
                windows.refresh();
            }
        } catch (Throwable e) {
            throw site.failure(null, e);
        }
        look = Timers.lookAfter(windows.systemTime());
    }

    @Override
    public int run(Object[] keys, Object[] values, int index, int size) {
        refresh(false);
        var found = new KeyedEntry[Math.min(AHEAD, size - index)];
        int i = index;
        while (i < size) {
            int first = i;
            int stop = Math.min(size, i + found.length);
            boolean ahead = find(keys, first, stop, found);
            while (i < stop) {
                if (gate.isClosed()) {
                    return i;
                }
                assert spill.isEmpty() : TOO_EARLY;
                KeyedEntry entry = ahead ? found[i - first] : null;
                if (entry == null || entry.gone) {
                    entry = entry(keys[i]);
                }
                if (inPlace) {
                    takeOrGive(entry, keys[i], values[i], ahead);
                } else {
                    give(entry, keys[i], values[i]);
                }
                i++;
            }
        }
        return i;
    }

    @Override
    public void push(Object key, Object item) {
        refresh(false);
        give(entry(key), key, item);
    }

    /** Takes a value into the latest window of its key if it belongs there and nothing closes; else the key's windows take it. */
    private void takeOrGive(KeyedEntry entry, Object key, Object item, boolean far) {
        var ofKey = (AlignedWindows<?>) entry;
        long second;
        int nano;
        boolean current;
        Object given = item;
        try {
            if (millis != null) {
                long milli = millis.applyAsLong(item);
                second = Math.floorDiv(milli, 1000);
                nano = (int) (milli - second * 1000) * 1_000_000;
            } else {
                Instant at = timestamp.apply(item);
                if (at == null) {
                    throw new NullPointerException(AlignedWindows.NO_TIMESTAMP);
                }
                second = at.getEpochSecond();
                nano = at.getNano();
            }
            current = ofKey.isCurrent(second, nano);
            if (current && ordered) {
                given = null; // any that has waited may be the one that fails
                ofKey.hold(second, nano, item);
                long watermark = ofKey.watermarkNanos();
                while (ofKey.isNextDue(watermark)) {
                    take(ofKey, ofKey.takeNext());
                }
            } else if (current) {
                take(ofKey, item);
            }
        } catch (Throwable e) {
            throw callFailure(key, given, e);
        }
        if (current) {
            noteChange(entry);
            if (far) {
                noteDue(entry);
            } else {
                noteStale(entry);
            }
        } else {
            give(entry, key, item, second, nano);
        }
    }

    private void take(AlignedWindows<?> ofKey, Object item) throws Exception {
        if (folder == null) {
            ofKey.addToCurrent(item, this);
            return;
        }
        Object before = ofKey.current();
        Object after = folder.apply(before, item);
        if (after != before) {
            ofKey.setCurrent(after);
        }
    }

    @SuppressWarnings("unchecked")
    private void give(KeyedEntry entry, Object key, Object item) {
        call.key = key;
        Retention retention;
        try {
            retention = ((StatefulLogic<Object, Object, Object>) entry.logic).onItem(item, this);
        } catch (Throwable e) {
            throw failed(key, null, e); // it may have been of a value that waited, or of a window that closed
        }
        onGiven(entry, retention);
    }

    @SuppressWarnings("unchecked")
    private void give(KeyedEntry entry, Object key, Object item, long second, int nano) {
        call.key = key;
        Retention retention;
        try {
            retention = ((AlignedWindows<Object>) entry).onItem(item, second, nano, this);
        } catch (Throwable e) {
            throw failed(key, null, e); // it may have been of a value that waited, or of a window that closed
        }
        onGiven(entry, retention);
    }

    private void onGiven(KeyedEntry entry, Retention retention) {
        if (failure != null) {
            throw failure;
        }
        if (late != null) {
            warnOfLate(entry);
        }
        noteChange(entry);
        if (retention == Retention.DISCARD) {
            drop(entry);
        } else {
            noteDue(entry);
        }
    }

    private void noteDue(KeyedEntry entry) {
        long due = due(entry);
        if (due == AlignedWindows.ASK) {
            noteStale(entry);
        } else {
            setTimer(entry, due, look);
        }
    }

    private long due(KeyedEntry entry) {
        return aligned ? ((AlignedWindows<?>) entry).due() : AlignedWindows.ASK;
    }

    private void noteStale(KeyedEntry entry) {
        var timed = (TimedEntry) entry;
        if (!timed.stale) {
            timed.stale = true;
            if (stale.isEmpty()) {
                staleUntil = windows.systemTime().plus(TIMERS_LATER);
            }
            stale.add(timed);
        }
    }

    private void warnOfLate(KeyedEntry entry) {
        Late<?> value = late;
        late = null;
        warnings.add(value, entry.key, (KeyWindows<?>) entry.logic, windows.systemTime());
    }

    @Override
    public void close() {
        warnings.close();
    }

    @Override
    public Instant nextDue() {
        Instant next = super.nextDue();
        if (next != null && isStill()) { // no key is due before that clock has moved, and it is looked at now and then
            Instant look = windows.systemTime().plus(TIMERS_LATER);
            next = next.isBefore(look) ? look : next;
        }
        return stale.isEmpty() || (next != null && next.isBefore(staleUntil)) ? next : staleUntil;
    }

    @Override
    public boolean fireDue(Instant now) {
        Instant due = nextDue();
        if (due == null || due.isAfter(now)) {
            return false;
        }
        refresh(true);
        if (!stale.isEmpty() && !now.isBefore(staleUntil)) {
            setTimers();
        }
        if (isStill()) {
            return false;
        }
        boolean fired = super.fireDue(now);
        firedAt = fired || gate.isClosed() || !spill.isEmpty() ? NONE : windows.version();
        return fired;
    }

    /** Whether the watermarks go by a clock of a user's own which stands still since all keys that it made due were notified. */
    private boolean isStill() {
        return byOwnTime && firedAt == windows.version();
    }

    private void setTimers() {
        List<TimedEntry> entries = stale;
        stale = new ArrayList<>();
        for (TimedEntry entry : entries) {
            entry.stale = false;
            if (!entry.gone) {
                setTimer(entry);
            }
        }
    }

    private void setTimer(KeyedEntry entry) {
        long due = due(entry);
        if (due != AlignedWindows.ASK) {
            setTimer(entry, due, look);
            return;
        }
        try {
            setTimer(entry, ((KeyWindows<?>) entry.logic).notifyAt());
        } catch (Throwable e) {
            throw site.failure(entry.key, e);
        }
    }

    @Override
    public boolean runEof() {
        stale = new ArrayList<>();
        return super.runEof();
    }

    @Override
    public void emit(Object item) {
        if (item instanceof Late<?> value) {
            late = value;
        }
        Object key = keyOfCall();
        if (gate.isClosed() || !spill.isEmpty()) {
            spill.add(key, item);
            return;
        }
        try {
            down.push(key, item);
        } catch (StepFailure e) {
            failure = e;
            throw e;
        }
    }

    @Override
    boolean isChangedByLoading() {
        return windows.isChangedByLoading();
    }

    @Override
    int touch(Object logic) {
        return touchHead(logic);
    }

    /** In several passes, as what one reads has to be there before the next. */
    @Override
    int touch(KeyedEntry[] entries, int count) {
        if (!aligned) {
            return super.touch(entries, count);
        }
        int touch = 0;
        for (int i = 0; i < count; i++) {
            touch += entries[i] == null ? 0 : touchHead(((AlignedWindows<?>) entries[i]).next());
        }
        for (int i = 0; i < count; i++) {
            Object state = entries[i] == null ? this : ((AlignedWindows<?>) entries[i]).afterNext();
            touch += rows && state instanceof Object[] row ? touchRow(row) : touchHead(state);
        }
        return touch;
    }

    private static int touchRow(Object[] row) {
        int touch = 0;
        for (Object value : row) {
            touch += touchHead(value == null ? row : value);
        }
        return touch;
    }

    @Override
    Object newLogic() {
        return windows.newKey();
    }
}
