package io.waxwing;

import static org.assertj.core.api.Assertions.assertThat;

import io.waxwing.operator.JoinInsertMode;
import io.waxwing.operator.JoinSide;
import io.waxwing.operator.KeyValue;
import io.waxwing.testing.TestRunner;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import io.waxwing.window.EventClock;
import io.waxwing.window.Windowed;
import io.waxwing.window.Windower;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In which order the sides of a join are named does not matter but for their places in its rows. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JoinOrderTest {
    private record Sided(int side, String key, String name, int second) {
        Instant at() {
            return Instant.ofEpochSecond(second);
        }
    }

    private enum Emit {
        COMPLETE,
        FINAL,
        RUNNING
    }

    /** A join of all kinds; {@code windower} is null for one without windows. */
    private record Kind(JoinInsertMode insert, Emit emit, Windower windower, boolean ordered) {
        static Kind of(Random random) {
            Windower windower =
                    switch (random.nextInt(4)) {
                        case 0 ->
                            Windower.sliding(Duration.ofSeconds(10), Duration.ofSeconds(4))
                                    .alignTo(Instant.EPOCH);
                        case 1 -> Windower.session(Duration.ofSeconds(3));
                        case 2 -> Windower.count(4);
                        default -> null;
                    };
            return new Kind(
                    JoinInsertMode.values()[random.nextInt(3)],
                    Emit.values()[random.nextInt(3)],
                    windower,
                    random.nextBoolean());
        }

        /** Emits rows as text, sides where {@code places} says; what is late with the number of its side. */
        KeyedStream<String, String> join(List<KeyedStream<String, Sided>> sides, List<Integer> places, int wait) {
            JoinN<String, Sided> join = Join.<String, Sided>all(sides).insert(insert);
            if (windower == null) {
                return switch (emit) {
                    case COMPLETE -> join.emitComplete("join").mapValue("text", row -> complete(row, places));
                    case FINAL -> join.emitFinal("join").mapValue("text", row -> text(row, places));
                    case RUNNING -> join.emitRunning("join").mapValue("text", row -> text(row, places));
                };
            }
            EventClock<JoinSide> clock = EventClock.<JoinSide>of(
                            side -> ((Sided) side.value()).at(), Duration.ofSeconds(wait))
                    .withNow(() -> Instant.EPOCH);
            var windows = join.window(clock, windower).ordered(ordered);
            return switch (emit) {
                case COMPLETE -> {
                    var out = windows.emitComplete("join");
                    yield both(out.down().mapValue("text", w -> of(w, complete(w.value(), places))), out.late());
                }
                case FINAL -> {
                    var out = windows.emitFinal("join");
                    yield both(out.down().mapValue("text", w -> of(w, text(w.value(), places))), out.late());
                }
                case RUNNING -> {
                    var out = windows.emitRunning("join");
                    yield both(out.down().mapValue("text", w -> of(w, text(w.value(), places))), out.late());
                }
            };
        }

        private static String of(Windowed<?> window, String row) {
            return window.windowId() + " " + window.open() + " " + window.close() + " " + row;
        }

        private static KeyedStream<String, String> both(
                KeyedStream<String, String> rows, KeyedStream<String, io.waxwing.window.Late<JoinSide>> late) {
            return KeyedStream.merge(
                    "both",
                    rows,
                    late.mapValue(
                            "late_text",
                            l -> "late " + l.windowId() + " "
                                    + ((Sided) l.value().value()).name));
        }

        private static String complete(List<Sided> row, List<Integer> places) {
            return text(row.stream().map(Optional::of).toList(), places);
        }

        private static String text(List<Optional<Sided>> row, List<Integer> places) {
            return places.stream()
                    .map(place -> row.get(place).map(Sided::name).orElse("-"))
                    .toList()
                    .toString();
        }
    }

    /** What comes of a join whose sides are named in an order, written as if they had been in theirs. */
    private static List<String> joined(List<Sided> values, List<Integer> order, Kind kind, int wait) {
        var out = new TestingSink<KeyValue<String, String>>();
        TestRunner.of(() -> {
                    var flow = new Dataflow("order");
                    var keyed = flow.input("in", TestingSource.from(values).batchSize(3))
                            .keyOn("key", Sided::key);
                    List<KeyedStream<String, Sided>> sides = new ArrayList<>();
                    for (int side : order) {
                        sides.add(keyed.filterValue("side" + side, value -> value.side == side));
                    }
                    List<Integer> places = IntStream.range(0, order.size())
                            .mapToObj(order::indexOf)
                            .toList();
                    kind.join(sides, places, wait).output("out", out);
                    return flow;
                })
                .run();
        List<String> rows =
                new ArrayList<>(out.items().stream().map(KeyValue::toString).toList());
        if (kind.insert == JoinInsertMode.PRODUCT) {
            Collections.sort(rows); // the last side moves fastest, so rows of one value have another order
        }
        return rows;
    }

    @Test
    void the_rows_of_a_join_are_those_of_its_sides_in_any_other_order() {
        int rows = 0;
        for (int seed = 1; seed <= 400; seed++) {
            var random = new Random(seed);
            Kind kind = Kind.of(random);
            int sides = 2 + random.nextInt(3);
            List<Sided> values = new ArrayList<>();
            int count = random.nextInt(14);
            for (int i = 0; i < count; i++) {
                values.add(new Sided(random.nextInt(sides), "k" + random.nextInt(2), "v" + i, random.nextInt(30)));
            }
            int wait = random.nextInt(20);
            List<Integer> inOrder = IntStream.range(0, sides).boxed().toList();
            List<Integer> shuffled = new ArrayList<>(inOrder);
            Collections.shuffle(shuffled, random);

            List<String> expected = joined(values, inOrder, kind, wait);

            assertThat(joined(values, shuffled, kind, wait))
                    .as("seed %d: %s, sides %s of %s, wait %d", seed, kind, shuffled, values, wait)
                    .isEqualTo(expected);
            rows += expected.size();
        }
        assertThat(rows).isGreaterThan(1000);
    }

    @Test
    void sides_with_types_may_be_named_in_any_order_too() {
        List<Sided> values = List.of(
                new Sided(0, "k", "a1", 0),
                new Sided(1, "k", "b1", 0),
                new Sided(0, "k", "a2", 0),
                new Sided(2, "k", "c1", 0),
                new Sided(3, "k", "d1", 0),
                new Sided(1, "k", "b2", 0));

        assertThat(typed(values, (a, b, c, d) -> Join.of(b, a)
                        .insert(JoinInsertMode.PRODUCT)
                        .emitFinal("join", (y, x) -> row(x, y))))
                .containsExactlyInAnyOrderElementsOf(typed(values, (a, b, c, d) -> Join.of(a, b)
                        .insert(JoinInsertMode.PRODUCT)
                        .emitFinal("join", JoinOrderTest::row)))
                .hasSize(4);
        assertThat(typed(values, (a, b, c, d) -> Join.of(c, a, b).emitFinal("join", (z, x, y) -> row(x, y, z))))
                .isEqualTo(typed(values, (a, b, c, d) -> Join.of(a, b, c).emitFinal("join", JoinOrderTest::row)))
                .containsExactly("k=[a2, b2, c1]");
        assertThat(typed(values, (a, b, c, d) -> Join.of(d, c, b, a)
                        .insert(JoinInsertMode.FIRST)
                        .emitFinal("join", (w, z, y, x) -> row(x, y, z, w))))
                .isEqualTo(typed(values, (a, b, c, d) -> Join.of(a, b, c, d)
                        .insert(JoinInsertMode.FIRST)
                        .emitFinal("join", JoinOrderTest::row)))
                .containsExactly("k=[a1, b1, c1, d1]");
    }

    private interface Typed {
        KeyedStream<String, String> join(
                KeyedStream<String, Sided> a,
                KeyedStream<String, Sided> b,
                KeyedStream<String, Sided> c,
                KeyedStream<String, Sided> d);
    }

    private static List<String> typed(List<Sided> values, Typed join) {
        var out = new TestingSink<KeyValue<String, String>>();
        TestRunner.of(() -> {
                    var flow = new Dataflow("order");
                    var keyed = flow.input("in", TestingSource.from(values)).keyOn("key", Sided::key);
                    List<KeyedStream<String, Sided>> sides = IntStream.range(0, 4)
                            .mapToObj(side -> keyed.filterValue("side" + side, value -> value.side == side))
                            .toList();
                    join.join(sides.get(0), sides.get(1), sides.get(2), sides.get(3))
                            .output("out", out);
                    return flow;
                })
                .run();
        return out.items().stream().map(KeyValue::toString).toList();
    }

    @SafeVarargs
    private static String row(Optional<Sided>... sides) {
        return List.of(sides).stream()
                .map(side -> side.map(Sided::name).orElse("-"))
                .toList()
                .toString();
    }

    @Test
    void where_sessions_become_one_the_earlier_of_them_has_the_first_value_whichever_came_first() {
        // the session of late comes before that of early, then one in between makes them one
        List<Sided> values =
                List.of(new Sided(0, "k", "late", 20), new Sided(0, "k", "early", 0), new Sided(1, "k", "between", 10));
        Windower gap = Windower.session(Duration.ofSeconds(10));

        assertThat(joined(values, List.of(0, 1), new Kind(JoinInsertMode.FIRST, Emit.FINAL, gap, false), 60))
                .containsExactly("k=1 1970-01-01T00:00:00Z 1970-01-01T00:00:20Z [early, between]");
        assertThat(joined(values, List.of(0, 1), new Kind(JoinInsertMode.LAST, Emit.FINAL, gap, false), 60))
                .containsExactly("k=1 1970-01-01T00:00:00Z 1970-01-01T00:00:20Z [late, between]");
        assertThat(joined(values, List.of(0, 1), new Kind(JoinInsertMode.PRODUCT, Emit.FINAL, gap, false), 60))
                .hasSize(2);
    }
}
