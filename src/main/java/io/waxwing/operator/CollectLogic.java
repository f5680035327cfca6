package io.waxwing.operator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The logic of {@code collect}: lists by size or by time since their last value, the rest at the end of the input. */
public final class CollectLogic<V> implements StatefulBatchLogic<V, List<V>, CollectLogic.State<V>> {
    /**
     * What is saved.
     *
     * @param values collected so far
     * @param due when they are emitted unless another value comes; null if there is no such time
     */
    public record State<V>(List<V> values, @Nullable Instant due) {}

    private final int maxSize;
    private final Duration timeout;
    private final InstantSource time;
    private List<V> values = new ArrayList<>();
    private @Nullable Instant due;

    /** A logic with nothing collected. */
    public CollectLogic(int maxSize, Duration timeout, InstantSource time) {
        this.maxSize = maxSize;
        this.timeout = timeout;
        this.time = time;
    }

    @Override
    public Retention onBatch(List<V> batch, Emitter<? super List<V>> out) {
        for (V value : batch) {
            values.add(value);
            if (values.size() >= maxSize) {
                emit(out);
            }
        }
        if (values.isEmpty()) {
            return Retention.DISCARD;
        }
        Instant now = time.instant();
        due = timeout.compareTo(Duration.between(now, Instant.MAX)) < 0 ? now.plus(timeout) : null;
        return Retention.KEEP;
    }

    @Override
    public Retention onNotify(Emitter<? super List<V>> out) {
        emit(out);
        return Retention.DISCARD;
    }

    @Override
    public Retention onEof(Emitter<? super List<V>> out) {
        emit(out);
        return Retention.DISCARD;
    }

    private void emit(Emitter<? super List<V>> out) {
        if (!values.isEmpty()) {
            out.emit(values);
            values = new ArrayList<>();
            due = null;
        }
    }

    @Override
    public @Nullable Instant notifyAt() {
        return due;
    }

    @Override
    public State<V> snapshot() {
        return new State<>(new ArrayList<>(values), due);
    }

    @Override
    public void restore(State<V> snapshot) {
        values = new ArrayList<>(snapshot.values());
        due = snapshot.due();
    }
}
