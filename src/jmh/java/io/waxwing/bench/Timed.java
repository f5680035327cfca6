package io.waxwing.bench;

import io.waxwing.connector.DynamicSource;
import io.waxwing.connector.PartitionContext;
import io.waxwing.connector.SourcePartition;
import io.waxwing.connector.SourceStatus;
import io.waxwing.operator.Emitter;
import io.waxwing.operator.KeyValue;
import java.time.Instant;
import java.util.function.LongFunction;

/**
 * A source of keyed values with timestamps: one a hundred microseconds. Worker k of w makes items k, k + w, k + 2w, ...
 *
 * @param n how many in all
 * @param keyOf the key of an item
 */
record Timed(long n, LongFunction<String> keyOf) implements DynamicSource<KeyValue<String, Timed.Reading>> {
    /** A value and when it was measured, in milliseconds of the epoch. */
    record Reading(long millis, double value) {
        Instant at() {
            return Instant.ofEpochMilli(millis);
        }
    }

    static long millis(long item) {
        return item / 10;
    }

    static double value(long item) {
        return (item & 1023) * 0.5;
    }

    @Override
    public SourcePartition<KeyValue<String, Reading>> build(PartitionContext context) {
        return new Partition(this, context.workerIndex(), context.workerCount());
    }

    private static final class Partition implements SourcePartition<KeyValue<String, Reading>> {
        private static final int BATCH = 1000;

        private final LongFunction<String> keyOf;
        private final long n;
        private final int stride;
        private long next;

        Partition(Timed source, int first, int stride) {
            this.keyOf = source.keyOf;
            this.n = source.n;
            this.next = first;
            this.stride = stride;
        }

        @Override
        public SourceStatus nextBatch(Emitter<? super KeyValue<String, Reading>> out) {
            for (int i = 0; i < BATCH && next < n; i++) {
                out.emit(KeyValue.of(keyOf.apply(next), new Reading(millis(next), value(next))));
                next += stride;
            }
            return next < n ? SourceStatus.MORE : SourceStatus.DONE;
        }
    }
}
