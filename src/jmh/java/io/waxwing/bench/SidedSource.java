package io.waxwing.bench;

import io.waxwing.bench.Joins.Sided;
import io.waxwing.connector.DynamicSource;
import io.waxwing.connector.PartitionContext;
import io.waxwing.connector.SourcePartition;
import io.waxwing.connector.SourceStatus;
import io.waxwing.operator.Emitter;
import io.waxwing.operator.KeyValue;

/** The values of both sides in one stream. Worker k of w makes items k, k + w, k + 2w, ... */
record SidedSource(Joins joins, long n) implements DynamicSource<KeyValue<String, Sided>> {
    @Override
    public SourcePartition<KeyValue<String, Sided>> build(PartitionContext context) {
        return new Partition(this, context.workerIndex(), context.workerCount());
    }

    private static final class Partition implements SourcePartition<KeyValue<String, Sided>> {
        private static final int BATCH = 1000;

        private final SidedSource source;
        private final int stride;
        private long next;

        Partition(SidedSource source, int first, int stride) {
            this.source = source;
            this.next = first;
            this.stride = stride;
        }

        @Override
        public SourceStatus nextBatch(Emitter<? super KeyValue<String, Sided>> out) {
            for (int i = 0; i < BATCH && next < source.n; i++) {
                out.emit(KeyValue.of(source.joins.keyOf(next), Joins.sided(next)));
                next += stride;
            }
            return next < source.n ? SourceStatus.MORE : SourceStatus.DONE;
        }
    }
}
