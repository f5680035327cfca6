package io.waxwing.connector;

import io.waxwing.operator.KeyValue;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * For demonstrations: emits (metric, random number from 0 to 10) at an interval, so often. One partition, named by the metric; the
 * position is how many have been emitted.
 */
public final class RandomMetricSource implements FixedPartitionedSource<KeyValue<String, Double>, Integer> {
    private final String metric;
    private final Duration interval;
    private final int count;
    private final Supplier<? extends RandomGenerator> random;

    RandomMetricSource(String metric, Duration interval, int count, Supplier<? extends RandomGenerator> random) {
        if (interval.isNegative() || count < 0) {
            throw new IllegalArgumentException(
                    "expected an interval and a count of at least 0, got " + interval + " and " + count);
        }
        this.metric = metric;
        this.interval = interval;
        this.count = count;
        this.random = random;
    }

    /**
     * Emits random numbers.
     *
     * @param metric the key of all of them
     * @param interval from one to the next, at least 0; the first comes at once
     * @param count how many, at least 0
     */
    public static RandomMetricSource of(String metric, Duration interval, int count) {
        return new RandomMetricSource(metric, interval, count, SplittableRandom::new);
    }

    @Override
    public List<String> listPartitions() {
        return List.of(metric);
    }

    @Override
    public StatefulSourcePartition<KeyValue<String, Double>, Integer> build(
            PartitionContext context, String partition, @Nullable Integer resume) throws Exception {
        var metrics = new Metrics(resume == null ? 0 : resume, random.get());
        return metrics.build(context, partition, resume);
    }

    /** The numbers of one execution. */
    private final class Metrics extends SimplePollingSource<KeyValue<String, Double>, Integer> {
        private final RandomGenerator numbers;
        private int emitted;

        Metrics(int emitted, RandomGenerator numbers) {
            super(interval);
            this.emitted = emitted;
            this.numbers = numbers;
        }

        @Override
        protected @Nullable KeyValue<String, Double> nextItem() {
            if (emitted == count) {
                return finish();
            }
            emitted++;
            return KeyValue.of(metric, numbers.nextDouble(10));
        }

        @Override
        protected Integer snapshot() {
            return emitted;
        }
    }
}
