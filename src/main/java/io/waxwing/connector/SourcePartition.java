package io.waxwing.connector;

import io.waxwing.operator.Emitter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of a source that one worker reads. All calls come from that worker's thread.
 *
 * @param <T> the items
 */
public interface SourcePartition<T> {
    /**
     * Emits what is ready, about 1,000 items at most, and returns. Must not wait: while it does, its worker stands still. Each item is an object of
     * its own, not one that is filled again: it may be looked at when this has returned.
     *
     * @throws Exception fails the flow with the step named
     */
    SourceStatus nextBatch(Emitter<? super T> out) throws Exception;

    /**
     * Not to be asked again before this time, asked after each batch. Null: at once when the last batch had items, else after
     * an idle back-off of 1 to 100 ms. {@link PartitionContext#wake()} overrides it.
     */
    default @Nullable Instant nextAwake() {
        return null;
    }

    /** Called once at the end, also on failure. */
    default void close() throws Exception {}
}
