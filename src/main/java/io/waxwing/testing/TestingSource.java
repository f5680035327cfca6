package io.waxwing.testing;

import io.waxwing.connector.FixedPartitionedSource;
import io.waxwing.connector.PartitionContext;
import io.waxwing.connector.ResumeRefusedException;
import io.waxwing.connector.StatefulSourcePartition;
import io.waxwing.testing.TestingStage.Abort;
import io.waxwing.testing.TestingStage.Eof;
import io.waxwing.testing.TestingStage.Items;
import io.waxwing.testing.TestingStage.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Emits given items, with ends, crashes and pauses between them where a test wants them. One partition, so one worker emits all:
 *
 * <pre>{@code
 * TestingSource.of(1, 2).abort().then(3).eof().then(4)
 * }</pre>
 *
 * emits 1 and 2 and crashes; when run again with a recovery directory, goes on after the last item saved, comes to 3 and ends; the next
 * execution emits 4. Without a recovery directory each run begins with 1. The position is the number of items and sentinels passed.
 *
 * <p>Immutable: each method returns a source with one thing more. Sources made from one another share the memory of which aborts
 * have happened.
 *
 * @param <T> the items
 */
public final class TestingSource<T> implements FixedPartitionedSource<T, Integer> {
    private static final String PARTITION = "iterable";

    private final List<TestingStage<T>> stages;
    private final int batchSize;

    private TestingSource(List<TestingStage<T>> stages, int batchSize) {
        this.stages = stages;
        this.batchSize = batchSize;
    }

    /** Emits these items. */
    @SafeVarargs
    @SuppressWarnings("varargs") // copied, never written
    public static <T> TestingSource<T> of(T... items) {
        return from(Arrays.stream(items).toList());
    }

    /** Emits what a fresh iterator gives; it must give the same in each execution. Pulled only as items are emitted. */
    public static <T> TestingSource<T> from(Iterable<? extends T> items) {
        return new TestingSource<>(List.of(new Items<T>(items)), 1);
    }

    /** Then emits these. */
    @SafeVarargs
    @SuppressWarnings("varargs") // copied, never written
    public final TestingSource<T> then(T... items) {
        return with(new Items<>(Arrays.stream(items).toList()));
    }

    /** Ends the input here. The next execution that resumes goes on behind it. */
    public TestingSource<T> eof() {
        return with(new Eof<>());
    }

    /** Throws {@link AbortExecution} here, once in the life of the source; passed over after that. */
    public TestingSource<T> abort() {
        return with(new Abort<>(new AtomicBoolean()));
    }

    /** Emits nothing for a while, by the clock of the runner. */
    public TestingSource<T> pause(Duration duration) {
        return with(new Pause<>(duration));
    }

    /**
     * How many items to emit in one batch, 1 unless said.
     *
     * @param items at least 1
     */
    public TestingSource<T> batchSize(int items) {
        if (items < 1) {
            throw new IllegalArgumentException("expected a batch size of at least 1, got " + items);
        }
        return new TestingSource<>(stages, items);
    }

    private TestingSource<T> with(TestingStage<T> stage) {
        var longer = new ArrayList<>(stages);
        longer.add(stage);
        return new TestingSource<>(List.copyOf(longer), batchSize);
    }

    @Override
    public List<String> listPartitions() {
        return List.of(PARTITION);
    }

    @Override
    public StatefulSourcePartition<T, Integer> build(
            PartitionContext context, String partition, @Nullable Integer resume) throws ResumeRefusedException {
        return new TestingPartition<>(stages, batchSize, context.time(), resume == null ? 0 : resume);
    }
}
