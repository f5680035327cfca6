package io.waxwing.connector;

import io.waxwing.function.ThrowingSupplier;
import io.waxwing.time.Century;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an item at an interval. For what can be had quickly: while it is being fetched, its worker stands still. Subclass it, or use
 * {@link #every}. One partition, read by one worker of the cluster.
 *
 * <p>All methods below are called on that worker's thread. The first item is asked for at once. When asking takes longer than the
 * interval, what was missed is not made up for.
 *
 * <p>The object itself is what is read, so each belongs to one step of one run at a time; make another for another.
 *
 * @param <T> the items
 * @param <S> what is saved
 */
public abstract class SimplePollingSource<T, S> implements FixedPartitionedSource<T, S> {
    private final Duration interval;
    private @Nullable Duration retry;
    private boolean finished;

    /**
     * Asks at this interval.
     *
     * @param interval at least 0, at most a century; 0 asks again as soon as there is nothing else to do
     */
    protected SimplePollingSource(Duration interval) {
        if (interval.isNegative()) {
            throw new IllegalArgumentException("expected an interval of at least 0, got " + interval);
        }
        this.interval = Century.atMost(interval);
    }

    /** Emits what a supplier gives, at an interval of at least 0. When it gives null, nothing is emitted. Never ends, saves nothing. */
    public static <T> Source<T> every(Duration interval, ThrowingSupplier<? extends @Nullable T> item) {
        Objects.requireNonNull(item);
        return new SimplePollingSource<T, Void>(interval) {
            @Override
            protected @Nullable T nextItem() throws Exception {
                return item.get();
            }
        };
    }

    /**
     * The next item, or null if there is none now.
     *
     * @throws Exception fails the flow
     */
    protected abstract @Nullable T nextItem() throws Exception;

    /**
     * To be returned from {@link #nextItem}: there is none now, ask again after this time and not after the interval.
     *
     * @param wait at least 0, at most a century
     */
    protected final @Nullable T retryAfter(Duration wait) {
        if (wait.isNegative()) {
            throw new IllegalArgumentException("expected a wait of at least 0, got " + wait);
        }
        retry = wait;
        return null;
    }

    /** To be returned from {@link #nextItem}: there will be no more. */
    protected final @Nullable T finish() {
        finished = true;
        return null;
    }

    /** What to save after the last item. Null, nothing, unless overridden. */
    protected @Nullable S snapshot() {
        return null;
    }

    /** Goes on from what was saved. Called before the first item, and only if there is something. Does nothing unless overridden. */
    protected void restore(S snapshot) {}

    @Override
    public final List<String> listPartitions() {
        return List.of("poll");
    }

    @Override
    public final StatefulSourcePartition<T, S> build(PartitionContext context, String partition, @Nullable S resume) {
        retry = null;
        finished = false;
        if (resume != null) {
            restore(resume);
        }
        return new PollingPartition<>(this, interval, context.time());
    }

    /** The wait that was asked for instead of an item, once. */
    final @Nullable Duration takeRetry() {
        var wait = retry;
        retry = null;
        return wait;
    }

    final boolean isFinished() {
        return finished;
    }
}
