package io.waxwing.bench;

import io.waxwing.Dataflow;
import io.waxwing.connector.DynamicSource;
import io.waxwing.connector.PartitionContext;
import io.waxwing.connector.SourcePartition;
import io.waxwing.connector.SourceStatus;
import io.waxwing.operator.Emitter;
import io.waxwing.runtime.RunConfig;
import io.waxwing.runtime.Runner;
import java.util.List;

/** Numbers through a chain without state: x*31+7, drop multiples of 3, the length of the decimal text, count and sum. */
final class Stateless {
    private Stateless() {}

    static Workload workload(long n) throws Exception {
        return new Workload(
                "stateless",
                n,
                byHand(0, n),
                List.of(
                        Variant.hand("w1", () -> byHand(0, n)),
                        Variant.flow("w1", () -> byFlow(n, 1)),
                        Variant.hand("w2", () -> Threads.all(2, k -> byHand(n * k / 2, n * (k + 1) / 2)).stream()
                                .reduce(new Answer(0, 0), Answer::plus)),
                        Variant.flow("w2", () -> byFlow(n, 2))));
    }

    private static Answer byHand(long from, long to) {
        long count = 0;
        long sum = 0;
        for (long x = from; x < to; x++) {
            long y = x * 31 + 7;
            if (y % 3 != 0) {
                count++;
                sum += Long.toString(y).length();
            }
        }
        return new Answer(count, sum);
    }

    private static Answer byFlow(long n, int workers) throws Exception {
        Tally<Integer> tally = Tally.sum(Integer::longValue);
        var flow = new Dataflow("stateless");
        flow.input("numbers", new Numbers(n))
                .map("mix", x -> x * 31 + 7)
                .filter("thirds", y -> y % 3 != 0)
                .map("length", y -> Long.toString(y).length())
                .output("tally", tally);
        Runner.run(flow, RunConfig.workers(workers));
        return tally.answer();
    }

    /** 0 to n - 1, an even share of them on each worker. */
    private record Numbers(long n) implements DynamicSource<Long> {
        @Override
        public SourcePartition<Long> build(PartitionContext context) {
            int workers = context.workerCount();
            return new Range(n * context.workerIndex() / workers, n * (context.workerIndex() + 1) / workers);
        }
    }

    private static final class Range implements SourcePartition<Long> {
        private static final int BATCH = 1000;

        private final long end;
        private long next;

        Range(long begin, long end) {
            this.next = begin;
            this.end = end;
        }

        @Override
        public SourceStatus nextBatch(Emitter<? super Long> out) {
            long stop = Math.min(end, next + BATCH);
            while (next < stop) {
                out.emit(next++);
            }
            return next < end ? SourceStatus.MORE : SourceStatus.DONE;
        }
    }
}
