package io.waxwing.bench;

import io.waxwing.Dataflow;
import io.waxwing.connector.FixedPartitionedSource;
import io.waxwing.connector.PartitionContext;
import io.waxwing.connector.SourceStatus;
import io.waxwing.connector.StatefulSourcePartition;
import io.waxwing.operator.Emitter;
import io.waxwing.operator.KeyValue;
import io.waxwing.recovery.RecoveryConfig;
import io.waxwing.runtime.RunConfig;
import io.waxwing.runtime.Runner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What saving costs: the exchange with and without it; the time to resume a large state; what a small epoch over a large state costs. */
final class Snapshots {
    private static final int VALUE = 100;
    private static final int CHANGED = 1000;

    private Snapshots() {}

    /** As "hand" the flow that does not save, as "flow" the same with a snapshot each second: their ratio is what is kept. */
    static Workload workload(long n) {
        var keys = new Keys();
        return new Workload(
                "exchange without and with -r -s 1",
                n,
                keys.runningCounts(n),
                List.of(
                        Variant.hand("w1", () -> KeyedCounts.byFlow(keys, n, every(1, 1000))),
                        Variant.flow("w1", () -> saved(keys, n, every(1, 1000))),
                        Variant.hand("w2", () -> KeyedCounts.byFlow(keys, n, every(2, 1000))),
                        Variant.flow("w2", () -> saved(keys, n, every(2, 1000)))));
    }

    private static RunConfig every(int workers, long millis) {
        return RunConfig.workers(workers).withEpochInterval(Duration.ofMillis(millis));
    }

    private static Answer saved(Keys keys, long n, RunConfig config) throws Exception {
        Path directory = Files.createTempDirectory("bench-snapshot");
        try {
            return KeyedCounts.byFlow(keys, n, config.withRecovery(RecoveryConfig.of(directory)));
        } finally {
            delete(directory);
        }
    }

    /** Fills a store with so many keys of 100 bytes, then resumes from it, several times, each time with one more item. */
    static void resume(int keys, int rounds) throws Exception {
        Path directory = Files.createTempDirectory("bench-resume");
        try {
            RunConfig config = every(1, 10_000).withRecovery(RecoveryConfig.of(directory));
            double filled = 0;
            for (int part = 1;
                    part <= 4;
                    part++) { // a small heap holds the state, but not all of it as changes of one epoch, too
                filled += run(keys, (long) keys * part / 4, config).whole();
            }
            System.err.printf("filled in %.2f s%n", filled);
            double[] seconds = new double[rounds];
            for (int i = 0; i < rounds; i++) {
                Took took = run(keys, keys + i + 1L, config);
                seconds[i] = took.toFirst();
                System.err.printf(
                        "resume of %,d keys, round %d: %.2f s to the first item, %.2f s to the end%n",
                        keys, i + 1, took.toFirst(), took.whole());
            }
            Arrays.sort(seconds);
            System.out.printf(
                    "resume of %,d keys of %d bytes, start to first item: median %.2f s, best %.2f s; %s%n",
                    keys, VALUE, seconds[rounds / 2], seconds[0], Report.machine());
        } finally {
            delete(directory);
        }
    }

    /** A thousand keys of many change in each batch, and each batch is an epoch. From the first item on, as the load comes before. */
    static void epochCost(int keys, int rounds) throws Exception {
        Path directory = Files.createTempDirectory("bench-epoch");
        int epochs = 100;
        try {
            RunConfig saving = every(1, 0).withRecovery(RecoveryConfig.of(directory));
            run(keys, keys, every(1, 10_000).withRecovery(RecoveryConfig.of(directory)));
            double[] millis = new double[rounds];
            long end = keys;
            for (int i = 0; i < rounds; i++) {
                end += (long) epochs * CHANGED;
                Took took = run(keys, end, saving);
                millis[i] = (took.whole() - took.toFirst()) * 1e3 / epochs;
                System.err.printf("epochs over %,d keys, round %d: %.2f ms each%n", keys, i + 1, millis[i]);
            }
            Arrays.sort(millis);
            System.out.printf(
                    "an epoch of %,d changed keys of %,d, one after the other, read to committed: median %.2f ms, best %.2f ms; %s%n",
                    CHANGED, keys, millis[rounds / 2], millis[0], Report.machine());
        } finally {
            delete(directory);
        }
    }

    /** All keys change in each epoch: how long the last epoch takes from its last item to committed. */
    static void allChanged(int keys, int rounds) throws Exception {
        Path directory = Files.createTempDirectory("bench-all");
        try {
            RunConfig config = every(1, 3_600_000).withRecovery(RecoveryConfig.of(directory));
            for (int i = 0; i < rounds; i++) {
                Took took = run(keys, (i + 1L) * keys, config);
                System.out.printf(
                        "an epoch in which all of %,d keys changed, round %d: %.2f s from the last item to committed and closed; %s%n",
                        keys, i + 1, took.whole() - took.toLast(), Report.machine());
            }
        } finally {
            delete(directory);
        }
    }

    /** Seconds since the start of a run until its first item is through the step with state, until its last is, and until it has ended. */
    private record Took(double toFirst, double toLast, double whole) {}

    private static Took run(int keys, long items, RunConfig config) throws Exception {
        Tally<KeyValue<String, Long>> tally = Tally.greatest(KeyValue::value);
        var first = new AtomicLong();
        var last = new AtomicLong();
        var flow = new Dataflow("resume");
        flow.inputKeyed("items", new Numbers(keys, items))
                .statefulMap("keep", () -> new byte[VALUE], (state, value) -> {
                    state[(int) (value % VALUE)]++;
                    if (first.get() == 0) {
                        first.set(System.nanoTime());
                    }
                    if (value == items - 1) {
                        last.set(System.nanoTime());
                    }
                    return value;
                })
                .output("tally", tally);
        long begin = System.nanoTime();
        Runner.run(flow, config);
        long end = System.nanoTime();
        return new Took((first.get() - begin) / 1e9, (last.get() - begin) / 1e9, (end - begin) / 1e9);
    }

    /** Items with their number as key, modulo the number of keys; goes on where it was. */
    private record Numbers(int keys, long items) implements FixedPartitionedSource<KeyValue<String, Long>, Long> {
        @Override
        public List<String> listPartitions() {
            return List.of("all");
        }

        @Override
        public StatefulSourcePartition<KeyValue<String, Long>, Long> build(
                PartitionContext context, String partition, @Nullable Long resume) {
            return new Partition(keys, items, resume == null ? 0 : resume);
        }
    }

    private static final class Partition implements StatefulSourcePartition<KeyValue<String, Long>, Long> {
        private final int keys;
        private final long items;
        private long next;

        Partition(int keys, long items, long next) {
            this.keys = keys;
            this.items = items;
            this.next = next;
        }

        @Override
        public SourceStatus nextBatch(Emitter<? super KeyValue<String, Long>> out) {
            for (int i = 0; i < CHANGED && next < items; i++) {
                out.emit(KeyValue.of("key-" + (next * 7919) % keys, next));
                next++;
            }
            return next < items ? SourceStatus.MORE : SourceStatus.DONE;
        }

        @Override
        public Long snapshot() {
            return next;
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
