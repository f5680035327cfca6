package io.waxwing.window;

import io.waxwing.operator.Emitter;
import io.waxwing.operator.Retention;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The aligned windows of one key by event time. Means the same as the general driver, and is made for speed: it is the entry of its key, and
 * a value that is in order, in the latest slot, and closes nothing, costs a few comparisons before it is taken in.
 *
 * @param <V> the values
 */
public final class AlignedWindows<V> extends KeyTime<V> implements KeyWindows<V> {
    /**
     * What is saved.
     *
     * @param shape of the slots: those of other windows have other ids
     * @param time of the key
     * @param lastClosed the last window that closed, where there are panes
     * @param ids of slots
     * @param states of slots, those of logics as they save them
     * @param queue values that wait for the watermark
     */
    record State(
            int shape,
            EventTime.State time,
            long lastClosed,
            List<Long> ids,
            List<Object> states,
            List<Waiting> queue) {}

    /** What is said of a value without a timestamp. */
    public static final String NO_TIMESTAMP = "the event clock's timestamp of a value is null: every value needs one";

    /** When a key is due cannot be told in plain numbers. */
    public static final long ASK = Long.MIN_VALUE;

    private static final long LAST_SECOND = Instant.MAX.getEpochSecond();

    private final @Nullable WaitingQueue queue;
    private final @Nullable Panes panes;

    AlignedWindows(AlignedPlan<V> plan) {
        super(plan);
        this.queue = plan.spec().ordered() ? new WaitingQueue() : null;
        Fold<?, ?> fold = plan.spec().fold();
        this.panes = fold != null && plan.hasPanes() ? new Panes(new PaneMerger(fold)) : null;
    }

    /** Where there are panes: the last window that closed, and the next to close. */
    private static final class Panes {
        final PaneMerger merger;
        long lastClosed = Long.MIN_VALUE;
        long next;
        /** The frontier at which that closes, in nanoseconds of the epoch; the least long where it does not fit. */
        long closing;

        Panes(PaneMerger merger) {
            this.merger = merger;
        }
    }

    /** What the next value will meet first, so that it can be brought into the cache; never null. */
    public Object next() {
        Object next = queue == null ? firstHeld() : queue.next();
        return next == null ? this : next;
    }

    /** What it will meet behind that: the state of the first slot, or the value of its second side; never null. */
    public Object afterNext() {
        Object other = firstOther();
        Object state = other == null ? firstState() : other;
        return state == null ? this : state;
    }

    @Override
    public Retention onItem(V value, Emitter<? super Object> out) throws Exception {
        Instant timestamp = plan.clock().timestampOf(value);
        return onItem(value, timestamp.getEpochSecond(), timestamp.getNano(), out);
    }

    /**
     * Whether a value with this timestamp closes nothing and only has to be taken into the latest slot, where the step is ordered
     * after it has been {@linkplain #hold held}; then it has been observed.
     */
    public boolean isCurrent(long second, int nano) {
        if (isEmpty()) {
            return false;
        }
        long at = TimeMath.nanos(second, nano);
        long last = lastId();
        if (!plan.isNear(last) || at == Long.MIN_VALUE) {
            return false;
        }
        if (queue != null) {
            return isCurrentInOrder(Math.min(plan.close(last) + plan.waitNanos(), closing()), at, second, nano);
        }
        return at < plan.close(last) && !((panes != null || size() > 1) && at >= closing()) && observe(second, nano);
    }

    /** Values go to their slots when the watermark has come to them, those that come behind later ones, too. */
    private boolean isCurrentInOrder(long limit, long at, long second, int nano) {
        if (at < limit && observe(second, nano)) {
            return true;
        }
        long frontier = frontierNanos();
        return at < frontier && frontier < limit && !isBeforeWatermark(second, nano);
    }

    /** The frontier at which the next window closes, in nanoseconds of the epoch; the least long where it does not fit. There must be a slot. */
    private long closing() {
        if (panes != null) {
            return panes.closing;
        }
        return plan.isNear(firstId()) ? plan.close(firstId()) + plan.waitNanos() : Long.MIN_VALUE;
    }

    /** Whether the next window closes now. */
    private boolean isClosing() {
        if (isEmpty()) {
            return false;
        }
        long closing = closing();
        if (closing != Long.MIN_VALUE) {
            return frontierNanos() >= closing;
        }
        return !eventWatermark().isBefore(plan.windower().closeOf(nextWindow()));
    }

    /** The next window to close; there must be a slot. */
    private long nextWindow() {
        return panes == null ? firstId() : panes.next;
    }

    /** Keeps a value until the watermark has come to it. */
    @SuppressWarnings("NullAway") // an ordered step has a queue
    public void hold(long second, int nano, Object value) {
        if (!queue.append(TimeMath.nanos(second, nano), value)) {
            queue.add(TimeMath.ofSeconds(second, nano), value);
        }
    }

    /** Whether the {@linkplain #watermarkNanos watermark} has come to a value that was held. */
    @SuppressWarnings("NullAway") // as above
    public boolean isNextDue(long watermark) {
        return queue.isDue(watermark);
    }

    /** Takes out that value, to be taken into the latest slot. */
    @SuppressWarnings("NullAway") // as above
    public Object takeNext() {
        return queue.take();
    }

    /** The state that a fold adds to: that of the latest slot. */
    @SuppressWarnings("NullAway") // there is one whenever isCurrent has said so
    public Object current() {
        return state(size() - 1);
    }

    /** What it has become. */
    public void setCurrent(Object state) {
        set(size() - 1, Fold.notNull(state));
    }

    /** Takes a value into the latest slot, where that is all there is to do. */
    @SuppressWarnings("unchecked")
    public void addToCurrent(Object value, Emitter<Object> out) throws Exception {
        plan.kind().add(this, size() - 1, (V) value, true, out);
    }

    /** A value whose timestamp has been asked for already. */
    public Retention onItem(V value, long second, int nano, Emitter<? super Object> out) throws Exception {
        boolean latest = observe(second, nano);
        if (!latest && plan.isByArrival()) { // the system's clock has gone back while the flow was down
            Instant frontier = frontier();
            take(value, frontier.getEpochSecond(), frontier.getNano(), true, out);
        } else {
            take(value, second, nano, latest, out);
        }
        return settle();
    }

    private void take(V value, long second, int nano, boolean latest, Emitter<? super Object> out) throws Exception {
        if (!latest && isBeforeWatermark(second, nano)) {
            Instant timestamp = TimeMath.ofSeconds(second, nano);
            for (long id : plan.windower().idsFor(timestamp)) {
                out.emit(new Late<>(id, timestamp, value));
            }
            giveDue(out);
            closeDue(out);
            return;
        }
        giveDue(out);
        // A fold or a join emits nothing now, and finds room where the window before it was. Only a window cut off
        // at the end of time could be its own.
        boolean first = plan.spec().emitsAtClose() && second < LAST_SECOND;
        if (first) {
            closeDue(out);
        }
        if (queue == null || TimeMath.ofSeconds(second, nano).equals(eventWatermark())) {
            insert(second, nano, value, latest, out);
        } else { // behind those that were due, so that a value which waits alone goes where the one before it was
            hold(second, nano, value);
        }
        if (!first) {
            closeDue(out);
        }
    }

    @Override
    public Retention onNotify(Emitter<? super Object> out) throws Exception {
        giveDue(out);
        closeDue(out);
        return settle();
    }

    @Override
    public Retention onEof(Emitter<? super Object> out) throws Exception {
        giveDue(Instant.MAX, out);
        while (!isEmpty()) {
            closeNext(out);
        }
        return Retention.DISCARD;
    }

    private Retention settle() {
        return isEmpty() && (queue == null || queue.isEmpty()) ? Retention.DISCARD : Retention.KEEP;
    }

    private void closeDue(Emitter<? super Object> out) throws Exception {
        while (isClosing()) {
            closeNext(out);
        }
    }

    private void giveDue(Emitter<? super Object> out) throws Exception {
        if (queue != null && queue.mayBeDue(watermarkNanos())) {
            giveDue(eventWatermark(), out);
        }
    }

    /** Gives values that waited for the watermark to their windows. */
    private void giveDue(Instant watermark, Emitter<? super Object> out) throws Exception {
        if (queue == null) {
            return;
        }
        for (Instant due; (due = queue.first()) != null && !due.isAfter(watermark); ) {
            @SuppressWarnings("unchecked")
            V value = (V) queue.take();
            insert(due.getEpochSecond(), due.getNano(), value, true, out);
        }
    }

    private void insert(long second, int nano, V value, boolean latest, Emitter<? super Object> out) throws Exception {
        if (!plan.isOverlapping()) {
            add(plan.slotOf(second, nano).id(), value, latest, out);
            return;
        }
        Instant timestamp = TimeMath.ofSeconds(second, nano);
        long last = plan.slots().lastFor(timestamp);
        long first = plan.slots().firstFor(timestamp);
        for (long id = first; id >= first && id <= last; id++) { // the last may be the greatest number
            add(id, value, latest, out);
        }
    }

    private void add(long id, V value, boolean latest, Emitter<? super Object> out) throws Exception {
        int index = find(id);
        if (index < 0) {
            index = -index - 1;
            insert(index, id);
            if (index == 0) {
                planClosing();
            }
        }
        plan.kind().add(this, index, value, latest, out);
    }

    /** Closes the first window. */
    private void closeNext(Emitter<? super Object> out) throws Exception {
        long id = nextWindow();
        WindowMetadata window = plan.window(id);
        Object state;
        if (panes == null) {
            state = plan.kind().state(this, 0);
            removeFirst();
        } else {
            state = panes.merger.merged(this, plan.lastPaneOf(id));
            panes.lastClosed = id;
            for (long last = plan.lastOwnPaneOf(id); !isEmpty() && firstId() <= last; ) {
                removeFirst();
                panes.merger.onFirstRemoved();
            }
        }
        planClosing();
        if (state == null) {
            throw new IllegalStateException("a window without a value");
        }
        plan.kind().close(window, state, out);
        out.emit(window);
    }

    private void planClosing() {
        if (panes == null || isEmpty()) {
            return;
        }
        panes.next = Math.max(plan.firstWindowOf(firstId()), panes.lastClosed + 1);
        Instant close = plan.windower().closeOf(panes.next);
        long at = TimeMath.nanos(close.getEpochSecond(), close.getNano());
        panes.closing = TimeMath.areNear(at, plan.waitNanos()) ? at + plan.waitNanos() : Long.MIN_VALUE;
    }

    private @Nullable Instant nextClose() {
        return isEmpty() ? null : plan.window(nextWindow()).close();
    }

    @Override
    public @Nullable Instant notifyAt() {
        Instant closing = nextClose();
        Instant queued = queue == null ? null : queue.first();
        Instant next = closing == null || (queued != null && queued.isBefore(closing)) ? queued : closing;
        return next == null ? null : wakeUp(next);
    }

    /**
     * The same as {@link #notifyAt} in plain numbers, which is quicker: microseconds of the epoch, rounded up, or {@link #ASK} where they
     * don't do.
     */
    public long due() {
        if (!plan.clock().isPlain()) {
            return ASK;
        }
        long goal = isEmpty() ? Long.MAX_VALUE : closing();
        if (queue != null && !queue.isEmpty()) {
            long wait = plan.waitNanos();
            long queued = queue.firstNanos();
            goal = TimeMath.areNear(queued, wait) ? Math.min(goal, queued + wait) : Long.MAX_VALUE;
        }
        return dueAt(goal);
    }

    @Override
    public Instant watermark() {
        return eventWatermark();
    }

    @Override
    public Object snapshot() {
        List<Long> ids = new ArrayList<>(size());
        List<Object> states = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            Object state = plan.kind().state(this, i);
            if (state != null) {
                ids.add(id(i));
                states.add(plan.kind().saved(state));
            }
        }
        return new State(
                plan.shape(),
                savedTime(),
                panes == null ? Long.MIN_VALUE : panes.lastClosed,
                ids,
                states,
                queue == null ? new ArrayList<>() : queue.snapshot());
    }

    @Override
    public void restore(Object snapshot) {
        var state = (State) snapshot;
        if (state.shape != plan.shape()) {
            throw new IllegalStateException(
                    "its windows are not the ones that were saved: length, offset, alignment, whether they"
                            + " are folded by panes, and the sides of a join must stay the same while windows are open");
        }
        loadTime(state.time, plan.uncounted());
        for (int i = 0; i < state.ids.size(); i++) {
            insert(i, state.ids.get(i));
            plan.kind().load(this, i, state.states.get(i));
        }
        WaitingQueue.restore(queue, state.queue);
        if (panes != null) {
            panes.lastClosed = state.lastClosed;
        }
        planClosing();
    }
}
