package io.waxwing.bench;

import io.waxwing.Dataflow;
import io.waxwing.connector.DynamicSource;
import io.waxwing.connector.PartitionContext;
import io.waxwing.connector.SourcePartition;
import io.waxwing.connector.SourceStatus;
import io.waxwing.operator.Emitter;
import io.waxwing.operator.KeyValue;
import io.waxwing.runtime.RunConfig;
import io.waxwing.runtime.Runner;
import java.util.List;

/** Keyed items to the worker of their key, the running count of each key to the sink. */
final class KeyedCounts {
    private KeyedCounts() {}

    static Workload workload(long n) {
        var keys = new Keys();
        return new Workload(
                "exchange, running counts",
                n,
                keys.runningCounts(n),
                List.of(
                        Variant.hand("w1", () -> HandExchange.onOneThread(keys, n)),
                        Variant.flow("w1", () -> byFlow(keys, n, RunConfig.workers(1))),
                        Variant.hand("w2", () -> HandExchange.onThreads(keys, n, 2)),
                        Variant.flow("w2", () -> byFlow(keys, n, RunConfig.workers(2)))));
    }

    /** Beside a loop that makes a pair for each item in and out, too. */
    static Workload besidePairs(long n) {
        var keys = new Keys();
        return new Workload(
                "exchange, running counts, by hand with pairs",
                n,
                keys.runningCounts(n),
                List.of(
                        Variant.hand("w1", () -> HandExchange.withPairs(keys, n)),
                        Variant.flow("w1", () -> byFlow(keys, n, RunConfig.workers(1)))));
    }

    static Answer byFlow(Keys keys, long n, RunConfig config) throws Exception {
        Tally<KeyValue<String, Long>> tally = Tally.greatest(KeyValue::value);
        var flow = new Dataflow("exchange");
        flow.inputKeyed("items", new Items(keys, n))
                .statefulMap("count", WordCount.Count::new, (count, value) -> ++count.n)
                .output("tally", tally);
        Runner.run(flow, config);
        return tally.answer();
    }

    /** Items 0 to n - 1; worker k of w makes k, k + w, k + 2w, ... */
    private record Items(Keys keys, long n) implements DynamicSource<KeyValue<String, Long>> {
        @Override
        public SourcePartition<KeyValue<String, Long>> build(PartitionContext context) {
            return new Partition(keys, n, context.workerIndex(), context.workerCount());
        }
    }

    private static final class Partition implements SourcePartition<KeyValue<String, Long>> {
        private static final int BATCH = 1000;

        private final Keys keys;
        private final long n;
        private final int stride;
        private long next;

        Partition(Keys keys, long n, int first, int stride) {
            this.keys = keys;
            this.n = n;
            this.next = first;
            this.stride = stride;
        }

        @Override
        public SourceStatus nextBatch(Emitter<? super KeyValue<String, Long>> out) {
            for (int i = 0; i < BATCH && next < n; i++) {
                out.emit(KeyValue.of(keys.of(next), next));
                next += stride;
            }
            return next < n ? SourceStatus.MORE : SourceStatus.DONE;
        }
    }
}
