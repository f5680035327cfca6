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
import io.waxwing.window.EventClock;
import io.waxwing.window.Windower;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The shape of the reference's example {@code benchmark_windowing}: timestamps a second apart in batches of ten, of two keys, are put in order and
 * gathered in a list per minute; lists are taken apart again. One worker reads them all. Keys are mixed rather than random, so that the answer is known.
 */
final class Windowing {
    private static final Instant BEGIN = Instant.parse("2022-01-01T00:00:00Z");
    private static final int MINUTE = 60;
    private static final int BATCH = 10;

    private Windowing() {}

    static Workload workload(long n) throws Exception {
        return new Workload(
                "windowing (shape of the reference's benchmark_windowing)",
                n,
                byHand(n),
                List.of(
                        Variant.hand("w1", () -> byHand(n)),
                        Variant.flow("w1", () -> byFlow(n, 1)),
                        Variant.hand("w2 (by hand one thread)", () -> byHand(n)),
                        Variant.flow("w2", () -> byFlow(n, 2))));
    }

    private static String keyOf(long second) {
        return Long.toString((second * 0x9E3779B97F4A7C15L) >>> 63);
    }

    /** A list of each key for the minute under way. */
    private static Answer byHand(long n) {
        Map<String, List<Instant>> open = new HashMap<>();
        long minute = 0;
        long count = 0;
        long sum = 0;
        for (long i = 0; i <= n; i++) {
            if (i / MINUTE != minute || i == n) {
                for (List<Instant> list : open.values()) {
                    for (Instant at : list) {
                        count++;
                        sum += number(at);
                    }
                }
                open.clear();
                minute = i / MINUTE;
            }
            if (i < n) {
                open.computeIfAbsent(keyOf(i), any -> new ArrayList<>()).add(BEGIN.plusSeconds(i));
            }
        }
        return new Answer(count, sum);
    }

    private static long number(Instant at) {
        return at.getEpochSecond() - BEGIN.getEpochSecond();
    }

    private static Answer byFlow(long n, int workers) throws Exception {
        Tally<KeyValue<String, Instant>> tally = Tally.sum(out -> number(out.value()));
        var flow = new Dataflow("windowing");
        flow.input("in", new Seconds(n))
                .keyOn("key", at -> keyOf(number(at)))
                .window(
                        EventClock.of(at -> at, Duration.ZERO),
                        Windower.tumbling(Duration.ofMinutes(1)).alignTo(BEGIN))
                .ordered(true)
                .fold("fold", ArrayList<Instant>::new, Windowing::added, Windowing::joined)
                .down()
                .flatMapValue("flatten", window -> window.value())
                .output("tally", tally);
        Runner.run(flow, RunConfig.workers(workers));
        return tally.answer();
    }

    private static ArrayList<Instant> added(ArrayList<Instant> list, Instant at) {
        list.add(at);
        return list;
    }

    private static ArrayList<Instant> joined(ArrayList<Instant> list, ArrayList<Instant> more) {
        list.addAll(more);
        return list;
    }

    /** The first worker has all, the others have none. */
    private record Seconds(long n) implements DynamicSource<Instant> {
        @Override
        public SourcePartition<Instant> build(PartitionContext context) {
            return new Partition(context.workerIndex() == 0 ? n : 0);
        }
    }

    private static final class Partition implements SourcePartition<Instant> {
        private final long n;
        private long next;

        Partition(long n) {
            this.n = n;
        }

        @Override
        public SourceStatus nextBatch(Emitter<? super Instant> out) {
            for (int i = 0; i < BATCH && next < n; i++) {
                out.emit(BEGIN.plusSeconds(next++));
            }
            return next < n ? SourceStatus.MORE : SourceStatus.DONE;
        }
    }
}
