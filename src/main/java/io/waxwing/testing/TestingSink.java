package io.waxwing.testing;

import io.waxwing.connector.DynamicSink;
import io.waxwing.connector.PartitionContext;
import io.waxwing.connector.SinkPartition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Keeps what it is given. All workers, and all executions of a flow that has this sink, write into the same list; nothing is taken
 * back when an execution is resumed. May be used by any thread.
 *
 * @param <T> the items
 */
public final class TestingSink<T> implements DynamicSink<T> {
    private final List<T> items = new ArrayList<>(); // guarded by itself

    /** An empty one. */
    public TestingSink() {}

    /** A copy of the items so far, in order of arrival. */
    public List<T> items() {
        synchronized (items) {
            return Collections.unmodifiableList(new ArrayList<>(items));
        }
    }

    @Override
    public SinkPartition<T> build(PartitionContext context) {
        return batch -> {
            synchronized (items) {
                items.addAll(batch);
            }
        };
    }
}
