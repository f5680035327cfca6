package io.waxwing.window;

import io.waxwing.operator.Emitter;
import io.waxwing.operator.Retention;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The windows of one key, for any clock, windower and logic; the states of its slots are the logics of its windows. */
final class AnyWindows<V> extends Slots implements KeyWindows<V> {
    /**
     * What is saved.
     *
     * @param clock state of the clock
     * @param windower state of the windower
     * @param logics states of the windows by id
     * @param queue values that wait for the watermark, in order of arrival
     */
    record State(@Nullable Object clock, Object windower, Map<Long, Object> logics, List<Waiting> queue) {}

    /** The latest watermark before the end of the input, which is what {@link Instant#MAX} means to windowers. */
    private static final Instant LAST = Instant.MAX.minusNanos(1);

    private final WindowSpec<V> spec;
    private final ClockLogic<? super V, Object> clock;
    private final WindowerLogic<Object> windower;
    private final @Nullable WaitingQueue queue;

    @SuppressWarnings("unchecked")
    AnyWindows(WindowSpec<V> spec, InstantSource time, Duration downtime) {
        this.spec = spec;
        ClockLogic<?, ?> logic = spec.clock() instanceof EventClock<? super V> event
                ? event.build(time, downtime)
                : spec.clock().build(time);
        this.clock = (ClockLogic<? super V, Object>) Objects.requireNonNull(logic, "what the window clock builds");
        this.windower =
                (WindowerLogic<Object>) Objects.requireNonNull(spec.windower().build(), "what the windower builds");
        this.queue = spec.ordered() ? new WaitingQueue() : null;
    }

    @Override
    public Retention onItem(V value, Emitter<? super Object> out) throws Exception {
        clock.beforeBatch();
        Instant timestamp = Objects.requireNonNull(clock.timestampOf(value), AlignedWindows.NO_TIMESTAMP);
        Instant watermark = watermark();
        if (timestamp.isBefore(watermark)) {
            for (long id : windower.lateFor(timestamp)) {
                out.emit(new Late<>(id, timestamp, value));
            }
        } else if (queue == null) {
            insert(timestamp, value, out);
        } else {
            queue.add(timestamp, value);
        }
        return moveTo(watermark, out);
    }

    @Override
    public Retention onNotify(Emitter<? super Object> out) throws Exception {
        clock.beforeBatch();
        return moveTo(watermark(), out);
    }

    @Override
    public Retention onEof(Emitter<? super Object> out) throws Exception {
        return moveTo(clock.watermarkAtEof(), out);
    }

    private Retention moveTo(Instant watermark, Emitter<? super Object> out) throws Exception {
        if (queue != null) {
            for (Instant due; (due = queue.first()) != null && !due.isAfter(watermark); ) {
                @SuppressWarnings("unchecked")
                V value = (V) queue.take();
                insert(due, value, out);
            }
        }
        List<WindowMetadata> closed = windower.closeFor(watermark);
        for (int i = 0; i < closed.size(); i++) {
            WindowMetadata window = closed.get(i);
            WindowLogic<V, Object, Object> logic = take(window.windowId());
            if (logic != null) {
                logic.onClose(result(window, out));
            }
            out.emit(window);
        }
        return isEmpty() && (queue == null || queue.isEmpty()) && windower.isEmpty()
                ? Retention.DISCARD
                : Retention.KEEP;
    }

    private void insert(Instant timestamp, V value, Emitter<? super Object> out) throws Exception {
        List<Long> ids = windower.openFor(timestamp);
        for (int i = 0; i < ids.size(); i++) {
            long id = ids.get(i);
            logicOf(id).onValue(value, item -> out.emit(Windowed.of(windower.metadata(id), item)));
        }
        List<WindowMerge> merges = windower.merged();
        for (int i = 0; i < merges.size(); i++) {
            merge(merges.get(i), out);
        }
    }

    private void merge(WindowMerge merge, Emitter<? super Object> out) throws Exception {
        if (merge.from() == merge.into()) {
            return;
        }
        WindowLogic<V, Object, Object> from = take(merge.from());
        if (from != null) {
            logicOf(merge.into())
                    .onMerge(from.snapshot(), item -> out.emit(Windowed.of(windower.metadata(merge.into()), item)));
        }
    }

    @SuppressWarnings("unchecked")
    private WindowLogic<V, Object, Object> logicOf(long id) {
        int index = find(id);
        Object logic = index < 0 ? null : state(index);
        if (logic == null) {
            logic = newLogic();
            insert(-index - 1, id);
            set(-index - 1, logic);
        }
        return (WindowLogic<V, Object, Object>) logic;
    }

    /** Takes out the logic of a window; null when there is none. */
    @SuppressWarnings("unchecked")
    private @Nullable WindowLogic<V, Object, Object> take(long id) {
        int index = find(id);
        if (index < 0) {
            return null;
        }
        var logic = (WindowLogic<V, Object, Object>) state(index);
        remove(index);
        return logic;
    }

    @SuppressWarnings("unchecked")
    private WindowLogic<V, Object, Object> newLogic() {
        return (WindowLogic<V, Object, Object>) spec.newLogic();
    }

    private static Emitter<Object> result(WindowMetadata window, Emitter<? super Object> out) {
        return item -> out.emit(Windowed.of(window, item));
    }

    @Override
    public @Nullable Instant notifyAt() {
        Instant closing = windower.notifyAt();
        Instant queued = queue == null ? null : queue.first();
        Instant next = closing == null || (queued != null && queued.isBefore(closing)) ? queued : closing;
        return next == null ? null : clock.toSystemTime(next);
    }

    @Override
    public Instant watermark() {
        Instant watermark = clock.watermark();
        return watermark.equals(Instant.MAX) && !(spec.windower() instanceof SlidingWindower) ? LAST : watermark;
    }

    @Override
    public Object snapshot() {
        Map<Long, Object> states = new LinkedHashMap<>();
        for (int i = 0; i < size(); i++) {
            long id = id(i);
            states.put(id, logicOf(id).snapshot());
        }
        return new State(
                clock.snapshot(), windower.snapshot(), states, queue == null ? new ArrayList<>() : queue.snapshot());
    }

    @Override
    public void restore(Object snapshot) {
        var state = (State) snapshot;
        if (state.clock != null) {
            clock.restore(state.clock);
        }
        windower.restore(state.windower);
        state.logics.forEach((id, saved) -> {
            WindowLogic<V, Object, Object> logic = logicOf(id);
            if (saved != null) {
                logic.restore(saved);
            }
        });
        WaitingQueue.restore(queue, state.queue);
    }
}
