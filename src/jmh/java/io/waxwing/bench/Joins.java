package io.waxwing.bench;

import io.waxwing.Branch;
import io.waxwing.Dataflow;
import io.waxwing.Join;
import io.waxwing.KeyedStream;
import io.waxwing.operator.KeyValue;
import io.waxwing.runtime.RunConfig;
import io.waxwing.runtime.Runner;
import io.waxwing.window.JoinClock2;
import io.waxwing.window.Windowed;
import io.waxwing.window.Windower;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Two streams of 100,000 keys. Of four items in a row, the first two are values of the left side, the others of the right side, which has
 * the keys that the left side had some while before.
 */
final class Joins {
    private static final long BEHIND = 20_000;
    private static final long LENGTH = 10_000;
    private static final long WAIT = 5_000;
    private static final int HALF = 50_000;

    private final String[] keys = new String[2 * HALF];

    private Joins() {
        for (int i = 0; i < keys.length; i++) {
            keys[i] = "key" + Integer.toString(keys.length + i).substring(1);
        }
        System.gc();
    }

    private static boolean isLeft(long item) {
        return (item & 2) == 0;
    }

    /** Even items have even keys, odd ones odd keys, so that two workers that share the items share no key. */
    String keyOf(long item) {
        long pair = (item >> 2) - (isLeft(item) ? 0 : BEHIND);
        long mixed = pair * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 32;
        return keys[(int) ((mixed & Long.MAX_VALUE) % HALF * 2 + (item & 1))];
    }

    static Workload complete(long n) throws Exception {
        var joins = new Joins();
        return new Workload(
                "join, complete and last",
                n,
                joins.completeByHand(n, 1),
                List.of(
                        Variant.hand("w1", () -> joins.completeByHand(n, 1)),
                        Variant.flow("w1", () -> joins.completeByFlow(n, 1)),
                        Variant.hand("w2", () -> joins.completeByHand(n, 2)),
                        Variant.flow("w2", () -> joins.completeByFlow(n, 2))));
    }

    static Workload windowed(long n) throws Exception {
        var joins = new Joins();
        return new Workload(
                "join, windows of 10 s",
                n,
                joins.windowedByHand(n, 1),
                List.of(
                        Variant.hand("w1", () -> joins.windowedByHand(n, 1)),
                        Variant.flow("w1", () -> joins.windowedByFlow(n, 1)),
                        Variant.hand("w2", () -> joins.windowedByHand(n, 2)),
                        Variant.flow("w2", () -> joins.windowedByFlow(n, 2))));
    }

    private static final class Pair {
        double left = Double.NaN;
        double right = Double.NaN;

        void set(boolean isLeft, double value) {
            if (isLeft) {
                left = value;
            } else {
                right = value;
            }
        }

        double sum() {
            return (Double.isNaN(left) ? 0 : left) + (Double.isNaN(right) ? 0 : right);
        }
    }

    private Answer completeByHand(long n, int threads) throws Exception {
        return Threads.all(threads, k -> {
                    Map<String, Pair> pairs = new HashMap<>();
                    long rows = 0;
                    double total = 0;
                    for (long i = k; i < n; i += threads) {
                        String key = keyOf(i);
                        Pair pair = pairs.get(key);
                        if (pair == null) {
                            pair = new Pair();
                            pairs.put(key, pair);
                        }
                        pair.set(isLeft(i), Timed.value(i));
                        double sum = pair.left + pair.right;
                        if (!Double.isNaN(sum)) {
                            pairs.remove(key);
                            rows++;
                            total += sum;
                        }
                    }
                    return new Answer(rows, (long) (total * 2));
                })
                .stream()
                .reduce(new Answer(0, 0), Answer::plus);
    }

    private Answer windowedByHand(long n, int threads) throws Exception {
        return Threads.all(threads, k -> {
                    TreeMap<Long, Map<String, Pair>> open = new TreeMap<>();
                    Map<String, Pair> latest = Map.of();
                    long latestNumber = -1;
                    long rows = 0;
                    double total = 0;
                    for (long i = k, seen = 0; i <= n; i += threads, seen++) {
                        boolean ended = i + threads > n;
                        long watermark = ended ? Long.MAX_VALUE : Timed.millis(i) - WAIT;
                        if (i < n) {
                            long number = Timed.millis(i) / LENGTH;
                            if (number != latestNumber) {
                                latestNumber = number;
                                latest = open.computeIfAbsent(number, any -> new HashMap<>());
                            }
                            latest.computeIfAbsent(keyOf(i), any -> new Pair()).set(isLeft(i), Timed.value(i));
                        }
                        if (ended || (seen & 1023) == 0) {
                            while (!open.isEmpty() && (open.firstKey() + 1) * LENGTH <= watermark) {
                                for (Pair pair :
                                        open.pollFirstEntry().getValue().values()) {
                                    rows++;
                                    total += pair.sum();
                                }
                            }
                        }
                    }
                    return new Answer(rows, (long) (total * 2));
                })
                .stream()
                .reduce(new Answer(0, 0), Answer::plus);
    }

    /** A value with its timestamp, and which side it is of. */
    record Sided(boolean isLeft, long millis, double value) {
        Instant at() {
            return Instant.ofEpochMilli(millis);
        }
    }

    static Sided sided(long item) {
        return new Sided(isLeft(item), Timed.millis(item), Timed.value(item));
    }

    private Answer completeByFlow(long n, int workers) throws Exception {
        Tally<KeyValue<String, Double>> tally = Tally.sum(row -> (long) (row.value() * 2));
        var flow = new Dataflow("join");
        var sides = sides(flow, n);
        Join.of(sides.trues(), sides.falses())
                .emitComplete("join", (left, right) -> left.value() + right.value())
                .output("tally", tally);
        Runner.run(flow, RunConfig.workers(workers));
        return tally.answer();
    }

    private Answer windowedByFlow(long n, int workers) throws Exception {
        Tally<KeyValue<String, Windowed<Double>>> tally =
                Tally.sum(row -> (long) (row.value().value() * 2));
        var flow = new Dataflow("join");
        var sides = sides(flow, n);
        Join.of(sides.trues(), sides.falses())
                .window(
                        JoinClock2.event(Sided::at, Sided::at, Duration.ofMillis(WAIT)),
                        Windower.tumbling(Duration.ofMillis(LENGTH)).alignTo(Instant.EPOCH))
                .emitFinal("join", (left, right) -> value(left) + value(right))
                .down()
                .output("tally", tally);
        Runner.run(flow, RunConfig.workers(workers));
        return tally.answer();
    }

    private static double value(Optional<Sided> side) {
        return side.isPresent() ? side.get().value() : 0;
    }

    private Branch<KeyedStream<String, Sided>, KeyedStream<String, Sided>> sides(Dataflow flow, long n) {
        return flow.inputKeyed("values", new SidedSource(this, n)).branch("side", (key, value) -> value.isLeft());
    }
}
