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
import java.util.List;
import java.util.Optional;

/**
 * Two streams of 100,000 keys; of fewer with {@code -Dbench.keys}, and then windows are shorter, so that a key has as many values in each.
 * Of four items in a row, the first two are values of the left side, the others of the right side, which has the keys that the left side
 * had some while before.
 */
final class Joins {
    private static final int HALF = Integer.getInteger("bench.keys", 100_000) / 2;
    private static final long BEHIND = 2 * HALF / 5;
    static final long LENGTH = HALF / 5;
    static final long WAIT = HALF / 10;

    private final String[] keys = new String[2 * HALF];

    private Joins() {
        for (int i = 0; i < keys.length; i++) {
            keys[i] = String.format("key%05d", i);
        }
        System.gc();
    }

    static boolean isLeft(long item) {
        return (item & 2) == 0;
    }

    /** Even items have even keys, odd ones odd keys, so that the values of a key come from one of two workers, in order. */
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
                HandJoins.run(joins, n, 1, HandJoins.Complete::new),
                List.of(
                        Variant.hand("w1", () -> HandJoins.run(joins, n, 1, HandJoins.Complete::new)),
                        Variant.flow("w1", () -> joins.completeByFlow(n, 1)),
                        Variant.hand("w2", () -> HandJoins.run(joins, n, 2, HandJoins.Complete::new)),
                        Variant.flow("w2", () -> joins.completeByFlow(n, 2))));
    }

    static Workload windowed(long n) throws Exception {
        var joins = new Joins();
        return new Workload(
                "join, windows of " + LENGTH / 1000.0 + " s",
                n,
                HandJoins.run(joins, n, 1, HandJoins.Windowed::new),
                List.of(
                        Variant.hand("w1", () -> HandJoins.run(joins, n, 1, HandJoins.Windowed::new)),
                        Variant.flow("w1", () -> joins.windowedByFlow(n, 1)),
                        Variant.hand("w2", () -> HandJoins.run(joins, n, 2, HandJoins.Windowed::new)),
                        Variant.flow("w2", () -> joins.windowedByFlow(n, 2))));
    }

    /** A value with its timestamp, and which side it is of. */
    record Sided(boolean isLeft, long millis, double value) {}

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
                        JoinClock2.eventMillis(Sided::millis, Sided::millis, Duration.ofMillis(WAIT)),
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
