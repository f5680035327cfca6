package io.waxwing.window;

import io.waxwing.operator.Emitter;
import io.waxwing.operator.Retention;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The aligned windows of one key by event time. Means the same as the general driver, and is made for speed: the place of the latest
 * slot's state is at hand, and a value that is in order, in that slot, and closes nothing, costs two comparisons before it is folded.
 *
 * @param <V> the values
 */
public final class AlignedWindows<V> extends FoldedInPlace implements KeyWindows<V> {
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

    private static final long NEVER = Long.MAX_VALUE;
    private static final long LAST_SECOND = Instant.MAX.getEpochSecond();

    private final AlignedPlan<V> plan;
    private final Slots slots;
    private final @Nullable PaneMerger merger;
    private long lastClosed = Long.MIN_VALUE;
    /** Where the latest slot closes. */
    private long latestCloseSecond;

    private int latestCloseNano;
    /** The frontier at which the next window closes. */
    private long closingSecond = NEVER;

    private int closingNano;

    AlignedWindows(AlignedPlan<V> plan, SlotStates states) {
        super(plan.clock().waiting(), plan.spec().ordered() ? new WaitingQueue() : null, states);
        this.plan = plan;
        this.slots = new Slots(states);
        Fold<?, ?> fold = plan.spec().fold();
        this.merger = fold != null && plan.hasPanes() ? new PaneMerger(fold) : null;
    }

    /** Reads what the next value meets, so that it is in the cache by then; the number means nothing. */
    public int touch() {
        return slots.touch() + (queue == null ? 0 : queue.touch());
    }

    @Override
    public Retention onItem(V value, Emitter<? super Object> out) throws Exception {
        Instant timestamp = plan.clock().timestampOf(value);
        return onItem(value, timestamp.getEpochSecond(), timestamp.getNano(), out);
    }

    /**
     * Whether a value with this timestamp closes nothing and only has to be folded into {@link #current}, where the step is ordered
     * after it has been {@linkplain #hold held}; then it has been observed. Moves the key's time on to the step's, whatever the answer.
     *
     * @param timeVersion of the step's time, at hand where many values are asked about
     */
    public boolean isCurrent(int timeVersion, long second, int nano) {
        if (!isAt(timeVersion)) {
            moveTo(plan.now());
        }
        return isInPlace(second, nano);
    }

    /** A value whose timestamp has been asked for already. */
    public Retention onItem(V value, long second, int nano, Emitter<? super Object> out) throws Exception {
        giveUpCurrent();
        moveTo(plan.now());
        observe(second, nano);
        if (plan.isByArrival()) { // the system's clock may have gone back while the flow was down
            take(value, frontierSecond, frontierNano, out);
        } else {
            take(value, second, nano, out);
        }
        closeDue(out);
        return settle();
    }

    private void take(V value, long second, int nano, Emitter<? super Object> out) throws Exception {
        if (isBeforeWatermark(second, nano)) {
            Instant timestamp = TimeMath.ofSeconds(second, nano);
            for (long id : plan.windower().idsFor(timestamp)) {
                out.emit(new Late<>(id, timestamp, value));
            }
            giveDue(out);
            return;
        }
        giveDue(out);
        // A fold emits nothing now, and finds room where the window before it was. Only a window cut off at the end of
        // time could be its own.
        if (plan.spec().fold() != null && second < LAST_SECOND) {
            closeDue(out);
        }
        if (queue == null || TimeMath.ofSeconds(second, nano).equals(eventWatermark())) {
            insert(second, nano, value, isLatest(second, nano), out);
        } else { // behind those that were due, so that a value which waits alone goes where the one before it was
            hold(second, nano, value);
        }
    }

    @Override
    public Retention onNotify(Emitter<? super Object> out) throws Exception {
        giveUpCurrent();
        moveTo(plan.now());
        giveDue(out);
        closeDue(out);
        return settle();
    }

    @Override
    public Retention onEof(Emitter<? super Object> out) throws Exception {
        giveUpCurrent();
        giveDue(Instant.MAX, out);
        while (!slots.isEmpty()) {
            closeNext(out);
        }
        return Retention.DISCARD;
    }

    private Retention settle() {
        if (!slots.isEmpty() && plan.isFoldedInPlace()) {
            keepAtHand(slots.place(slots.size() - 1), latestCloseSecond, latestCloseNano, closingSecond, closingNano);
        }
        return slots.isEmpty() && (queue == null || queue.isEmpty()) ? Retention.DISCARD : Retention.KEEP;
    }

    private void closeDue(Emitter<? super Object> out) throws Exception {
        while (!TimeMath.isBefore(frontierSecond, frontierNano, closingSecond, closingNano)) {
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

    @SuppressWarnings("unchecked")
    private void add(long id, V value, boolean latest, Emitter<? super Object> out) throws Exception {
        int index = slots.find(id);
        if (index < 0) {
            index = -index - 1;
            slots.insert(index, id);
            if (index == slots.size() - 1) {
                latestCloses(plan.slot(id));
            }
            if (index == 0) {
                planClosing();
            }
        }
        Fold<V, Object> fold = (Fold<V, Object>) plan.spec().fold();
        if (fold != null) {
            slots.set(index, fold.add(slots.state(index), value, latest));
            return;
        }
        var logic = (WindowLogic<V, Object, Object>) slots.state(index);
        if (logic == null) {
            logic = newLogic();
            slots.set(index, logic);
        }
        logic.onValue(value, emitter(id, out));
    }

    @SuppressWarnings("unchecked")
    private WindowLogic<V, Object, Object> newLogic() {
        return (WindowLogic<V, Object, Object>) plan.spec().newLogic();
    }

    private Emitter<Object> emitter(long id, Emitter<? super Object> out) {
        return item -> {
            WindowMetadata window = plan.window(id);
            out.emit(new Windowed<>(id, window.open(), window.close(), item));
        };
    }

    /** Closes the first window. */
    @SuppressWarnings("unchecked")
    private void closeNext(Emitter<? super Object> out) throws Exception {
        long id = nextWindow();
        WindowMetadata window = plan.window(id);
        Object state;
        if (merger == null) {
            state = slots.state(0);
            slots.removeFirst();
        } else {
            state = merger.merged(slots, plan.lastPaneOf(id));
            lastClosed = id;
            for (long last = plan.lastOwnPaneOf(id); !slots.isEmpty() && slots.id(0) <= last; ) {
                slots.removeFirst();
                merger.onFirstRemoved();
            }
        }
        planClosing();
        if (state == null) {
            throw new IllegalStateException("a window without a value");
        }
        var fold = (Fold<V, Object>) plan.spec().fold();
        if (fold != null) {
            out.emit(new Windowed<>(id, window.open(), window.close(), fold.finish(state)));
        } else {
            ((WindowLogic<V, Object, Object>) state).onClose(emitter(id, out));
        }
        out.emit(window);
    }

    /** The next window to close; there must be a slot. */
    private long nextWindow() {
        long first = slots.id(0);
        return merger == null ? first : Math.max(plan.firstWindowOf(first), lastClosed + 1);
    }

    private void latestCloses(AlignedPlan.Slot slot) {
        latestCloseSecond = slot.closeSecond();
        latestCloseNano = slot.closeNano();
    }

    private @Nullable Instant nextClose() {
        return slots.isEmpty() ? null : plan.window(nextWindow()).close();
    }

    private void planClosing() {
        Instant close = nextClose();
        if (close == null) {
            closingSecond = NEVER;
            return;
        }
        closingSecond = close.getEpochSecond() + waitSecond;
        closingNano = close.getNano() + waitNano;
        if (closingNano >= NANOS) {
            closingNano -= NANOS;
            closingSecond++;
        }
    }

    @Override
    public @Nullable Instant notifyAt() {
        Instant closing = nextClose();
        Instant queued = queue == null ? null : queue.first();
        Instant next = closing == null || (queued != null && queued.isBefore(closing)) ? queued : closing;
        return next == null ? null : plan.wakeUp(this, next);
    }

    /**
     * The same as {@link #notifyAt} in plain numbers, which is quicker: microseconds of the epoch, rounded up, or {@link #ASK} where they
     * don't do.
     */
    public long due() {
        if (!plan.clock().isPlain()) {
            return ASK;
        }
        long goal = slots.isEmpty() ? Long.MAX_VALUE : TimeMath.nanos(closingSecond, closingNano);
        if (queue != null && !queue.isEmpty()) {
            long wait = TimeMath.nanos(waitSecond, waitNano);
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
    @SuppressWarnings("unchecked")
    public Object snapshot() {
        List<Long> ids = new ArrayList<>(slots.size());
        List<Object> states = new ArrayList<>(slots.size());
        for (int i = 0; i < slots.size(); i++) {
            Object state = slots.state(i);
            if (state != null) {
                ids.add(slots.id(i));
                states.add(plan.spec().fold() == null ? ((WindowLogic<V, Object, Object>) state).snapshot() : state);
            }
        }
        return new State(
                plan.shape(), saved(), lastClosed, ids, states, queue == null ? new ArrayList<>() : queue.snapshot());
    }

    @Override
    public void restore(Object snapshot) {
        var state = (State) snapshot;
        if (state.shape != plan.shape()) {
            throw new IllegalStateException(
                    "its windows are not the ones that were saved: length, offset, alignment, whether they"
                            + " are folded by panes, and the sides of a join must stay the same while windows are open");
        }
        load(state.time, plan.uncounted());
        lastClosed = state.lastClosed;
        for (int i = 0; i < state.ids.size(); i++) {
            long id = state.ids.get(i);
            Object saved = state.states.get(i);
            slots.insert(i, id);
            if (plan.spec().fold() == null) {
                WindowLogic<V, Object, Object> logic = newLogic();
                if (saved != null) {
                    logic.restore(saved);
                }
                slots.set(i, logic);
            } else {
                slots.set(i, saved);
            }
            latestCloses(plan.slot(id));
        }
        WaitingQueue.restore(queue, state.queue);
        planClosing();
    }
}
