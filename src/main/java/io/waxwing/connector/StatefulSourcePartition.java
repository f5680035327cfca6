package io.waxwing.connector;

import org.jspecify.annotations.Nullable;

/**
 * A source partition with a position that is saved.
 *
 * @param <T> the items
 * @param <S> the position, serialisable by the runner
 */
public interface StatefulSourcePartition<T, S> extends SourcePartition<T> {
    /** The position after the last item emitted, also after the end. Null: nothing to save. */
    @Nullable
    S snapshot();
}
