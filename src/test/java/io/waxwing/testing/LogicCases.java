package io.waxwing.testing;

import io.waxwing.Join;
import io.waxwing.Join2;
import io.waxwing.Join3;
import io.waxwing.Join4;
import io.waxwing.JoinN;
import io.waxwing.JoinWindow2;
import io.waxwing.JoinWindow3;
import io.waxwing.JoinWindow4;
import io.waxwing.JoinWindowN;
import io.waxwing.KeyedStream;
import io.waxwing.WindowedStream;
import io.waxwing.operator.Emitter;
import io.waxwing.operator.JoinInsertMode;
import io.waxwing.operator.JoinSide;
import io.waxwing.operator.Retention;
import io.waxwing.operator.StatefulLogic;
import io.waxwing.window.EventClock;
import io.waxwing.window.JoinClock2;
import io.waxwing.window.JoinClock3;
import io.waxwing.window.JoinClock4;
import io.waxwing.window.SystemClock;
import io.waxwing.window.WindowClock;
import io.waxwing.window.WindowLogic;
import io.waxwing.window.Windower;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/** A use of each method that makes a step with state, over random values, windows, clocks and modes. */
final class LogicCases {
    /** A value with a timestamp. */
    record Reading(Instant at, long number) {}

    /** Uses a method; what it gives is not looked at. */
    interface Make {
        Object on(KeyedStream<Object, Reading> in, Draw draw);
    }

    /** A method's use, and what the step is given for a reading. */
    record Case(Function<Reading, Object> value, Make make) {}

    static final List<String> WINDOWERS = List.of("tumbling", "sliding", "session", "count");

    static final Map<String, Case> ALL = all();

    private static final Comparator<Reading> BY_NUMBER =
            Comparator.comparing(Reading::number).thenComparing(Reading::at);

    private LogicCases() {}

    @SuppressWarnings({"unchecked", "rawtypes"})
    static KeyedStream<Object, Reading> typed(KeyedStream<Object, Object> keyed) {
        return (KeyedStream) keyed;
    }

    /** What is drawn for one use. Remembers it, to be shown. */
    static final class Draw {
        private final SplittableRandom random;
        private final List<Object> drawn = new ArrayList<>();

        Draw(SplittableRandom random) {
            this.random = random;
        }

        private <T> T note(T value) {
            drawn.add(value);
            return value;
        }

        int upTo(int most) {
            return note(1 + random.nextInt(most));
        }

        boolean toss() {
            return note(random.nextBoolean());
        }

        Duration seconds(int from, int to) {
            return note(Duration.ofSeconds(random.nextInt(from, to + 1)));
        }

        JoinInsertMode mode() {
            return note(JoinInsertMode.values()[random.nextInt(JoinInsertMode.values().length)]);
        }

        Windower windower() {
            Instant start = Instant.ofEpochSecond(random.nextInt(-50, 50));
            String kind = note(WINDOWERS.get(random.nextInt(WINDOWERS.size())));
            return switch (kind) {
                case "tumbling" -> Windower.tumbling(seconds(1, 30)).alignTo(start);
                case "sliding" -> {
                    Duration length = seconds(1, 30);
                    yield Windower.sliding(length, seconds(1, (int) length.toSeconds()))
                            .alignTo(start);
                }
                case "session" -> Windower.session(seconds(0, 10));
                default -> Windower.count(upTo(4));
            };
        }

        /** Event time as it is, or through what any clock goes through, or standing still between values; or the time of arrival. */
        <V> WindowClock<? super V> clock(Function<V, Instant> timestamp) {
            EventClock<V> event = EventClock.of(timestamp::apply, seconds(0, 30));
            return switch (upTo(4)) {
                case 1 -> event;
                case 2 -> event::build;
                case 3 -> event.withNow(() -> Instant.EPOCH);
                default -> SystemClock.of();
            };
        }

        WindowedStream<Object, Reading> windows(KeyedStream<Object, Reading> in) {
            return windows(in, windower());
        }

        WindowedStream<Object, Reading> windowsThatStay(KeyedStream<Object, Reading> in) {
            Windower windower = windower();
            while (windower.mayMerge()) {
                windower = windower();
            }
            return windows(in, windower);
        }

        private WindowedStream<Object, Reading> windows(KeyedStream<Object, Reading> in, Windower windower) {
            var windows = in.window(clock(Reading::at), windower);
            return toss() ? windows.ordered(toss()) : windows;
        }

        WindowClock<? super JoinSide> sided() {
            return clock(side -> ((Reading) side.value()).at());
        }

        @Override
        public String toString() {
            return drawn.toString();
        }
    }

    /** Random values, mostly of one key and near each other, and time that passes now and then. */
    static void feed(LogicHarness<Object> harness, Case one, SplittableRandom random) {
        harness.startAt(Instant.EPOCH);
        int events = 1 + random.nextInt(20);
        long time = 0;
        for (int i = 0; i < events; i++) {
            if (random.nextInt(6) == 0) {
                harness.pass(Duration.ofSeconds(1 + random.nextInt(30)));
            } else {
                time += random.nextInt(3) == 0 ? random.nextInt(60) : random.nextInt(4);
                var reading = new Reading(Instant.ofEpochSecond(time - random.nextInt(25)), random.nextInt(100));
                harness.value(random.nextInt(5) == 0 ? "b" : "a", one.value.apply(reading));
            }
        }
        if (random.nextInt(4) > 0) {
            harness.end();
        }
    }

    private static Map<String, Case> all() {
        Map<String, Case> cases = new HashMap<>();
        keyed(cases);
        windowed(cases);
        joins(cases);
        joinsOfWindows(cases);
        return cases;
    }

    private static void add(Map<String, Case> cases, String name, Make make) {
        cases.put(name, new Case(reading -> reading, make));
    }

    private static void keyed(Map<String, Case> cases) {
        add(cases, "KeyedStream.stateful/2", (in, draw) -> {
            int most = draw.upTo(4);
            return in.stateful("step", () -> new FlowLogics.Counting(most));
        });
        add(cases, "KeyedStream.statefulTimed/2", (in, draw) -> {
            Duration ttl = draw.seconds(0, 30);
            return in.statefulTimed("step", time -> new Dedup<Reading>(time, ttl));
        });
        add(cases, "KeyedStream.statefulBatch/2", (in, draw) -> {
            int variant = draw.upTo(8);
            return in.statefulBatch("step", () -> new FlowLogics.Batches(variant));
        });
        add(
                cases,
                "KeyedStream.statefulMap/3",
                (in, draw) -> in.statefulMap("step", () -> new long[1], (sum, r) -> sum[0] += r.number));
        add(
                cases,
                "KeyedStream.statefulMap/4",
                (in, draw) ->
                        in.statefulMap("step", () -> new long[1], (sum, r) -> sum[0] += r.number, sum -> sum[0] > 150));
        add(
                cases,
                "KeyedStream.statefulFlatMap/3",
                (in, draw) ->
                        in.statefulFlatMap("step", () -> new long[1], (sum, r) -> List.of(r, sum[0] += r.number)));
        add(
                cases,
                "KeyedStream.statefulFlatMap/4",
                (in, draw) -> in.statefulFlatMap(
                        "step", () -> new long[1], (sum, r) -> List.of(r, sum[0] += r.number), sum -> sum[0] > 150));
        add(cases, "KeyedStream.scan/3", (in, draw) -> in.scan("step", () -> "", (text, r) -> text + " " + r.number));
        add(cases, "KeyedStream.collect/3", (in, draw) -> in.collect("step", draw.upTo(5), draw.seconds(0, 30)));
        add(
                cases,
                "KeyedStream.foldFinal/3",
                (in, draw) -> in.foldFinal("step", () -> "", (text, r) -> text + " " + r.number));
        add(cases, "KeyedStream.reduceFinal/2", (in, draw) -> in.reduceFinal("step", LogicCases::larger));
        add(cases, "KeyedStream.maxFinal/2", (in, draw) -> in.maxFinal("step", BY_NUMBER));
        add(cases, "KeyedStream.minFinal/2", (in, draw) -> in.minFinal("step", BY_NUMBER));
        // the step with state gets counts
        cases.put("KeyedStream.countFinal/1", new Case(Reading::number, (in, draw) -> in.countFinal("step")));
        cases.put("DataStream.countFinal/2", new Case(Reading::number, (in, draw) -> in.pairs()
                .countFinal("step", pair -> pair.key())));
    }

    private static Reading larger(Reading a, Reading b) {
        return new Reading(a.at.isBefore(b.at) ? a.at : b.at, Math.max(a.number, b.number));
    }

    private static void windowed(Map<String, Case> cases) {
        add(cases, "WindowedStream.collectList/1", (in, draw) -> draw.windows(in)
                .collectList("step"));
        add(cases, "WindowedStream.collectSet/1", (in, draw) -> draw.windows(in).collectSet("step"));
        add(cases, "WindowedStream.collectMap/3", (in, draw) -> draw.windows(in)
                .collectMap("step", r -> r.number % 5, Reading::at));
        add(cases, "WindowedStream.count/1", (in, draw) -> draw.windows(in).count("step"));
        add(cases, "WindowedStream.fold/4", (in, draw) -> {
            var windows = draw.toss() ? draw.windows(in).byPanes() : draw.windows(in);
            return windows.fold("step", () -> "", (text, r) -> text + " " + r.number, (a, b) -> a + b);
        });
        add(cases, "WindowedStream.fold/3", (in, draw) -> draw.windowsThatStay(in)
                .fold("step", () -> "", (text, r) -> text + " " + r.number));
        add(cases, "WindowedStream.reduce/2", (in, draw) -> draw.windows(in).reduce("step", LogicCases::larger));
        add(cases, "WindowedStream.max/2", (in, draw) -> draw.windows(in).max("step", BY_NUMBER));
        add(cases, "WindowedStream.min/2", (in, draw) -> draw.windows(in).min("step", BY_NUMBER));
        add(cases, "WindowedStream.apply/2", (in, draw) -> draw.windows(in).apply("step", Marks::new));
    }

    private static void addJoin(Map<String, Case> cases, String name, int sides, Make make) {
        cases.put(name, new Case(reading -> new JoinSide((int) (reading.number % sides), reading), make));
    }

    private static void joins(Map<String, Case> cases) {
        addJoin(cases, "Join2.emitComplete/2", 2, (in, d) -> two(in, d).emitComplete("step", (a, b) -> List.of(a, b)));
        addJoin(cases, "Join2.emitFinal/2", 2, (in, d) -> two(in, d).emitFinal("step", (a, b) -> List.of(a, b)));
        addJoin(cases, "Join2.emitRunning/2", 2, (in, d) -> two(in, d).emitRunning("step", (a, b) -> List.of(a, b)));
        addJoin(cases, "Join3.emitComplete/2", 3, (in, d) -> three(in, d)
                .emitComplete("step", (a, b, c) -> List.of(a, b, c)));
        addJoin(cases, "Join3.emitFinal/2", 3, (in, d) -> three(in, d)
                .emitFinal("step", (a, b, c) -> List.of(a, b, c)));
        addJoin(cases, "Join3.emitRunning/2", 3, (in, d) -> three(in, d)
                .emitRunning("step", (a, b, c) -> List.of(a, b, c)));
        addJoin(cases, "Join4.emitComplete/2", 4, (in, d) -> four(in, d)
                .emitComplete("step", (a, b, c, e) -> List.of(a, b, c, e)));
        addJoin(cases, "Join4.emitFinal/2", 4, (in, d) -> four(in, d)
                .emitFinal("step", (a, b, c, e) -> List.of(a, b, c, e)));
        addJoin(cases, "Join4.emitRunning/2", 4, (in, d) -> four(in, d)
                .emitRunning("step", (a, b, c, e) -> List.of(a, b, c, e)));
        addJoin(cases, "JoinN.emitComplete/1", 3, (in, d) -> many(in, d).emitComplete("step"));
        addJoin(cases, "JoinN.emitFinal/1", 3, (in, d) -> many(in, d).emitFinal("step"));
        addJoin(cases, "JoinN.emitRunning/1", 3, (in, d) -> many(in, d).emitRunning("step"));
    }

    private static Join2<Object, Reading, Reading> two(KeyedStream<Object, Reading> in, Draw draw) {
        return Join.of(in, in).insert(draw.mode());
    }

    private static Join3<Object, Reading, Reading, Reading> three(KeyedStream<Object, Reading> in, Draw draw) {
        return Join.of(in, in, in).insert(draw.mode());
    }

    private static Join4<Object, Reading, Reading, Reading, Reading> four(KeyedStream<Object, Reading> in, Draw draw) {
        return Join.of(in, in, in, in).insert(draw.mode());
    }

    private static JoinN<Object, Reading> many(KeyedStream<Object, Reading> in, Draw draw) {
        return Join.all(List.of(in, in, in)).insert(draw.mode());
    }

    private static void joinsOfWindows(Map<String, Case> cases) {
        addJoin(cases, "JoinWindow2.emitComplete/2", 2, (in, d) -> windowOfTwo(in, d)
                .emitComplete("step", (a, b) -> List.of(a, b)));
        addJoin(cases, "JoinWindow2.emitFinal/2", 2, (in, d) -> windowOfTwo(in, d)
                .emitFinal("step", (a, b) -> List.of(a, b)));
        addJoin(cases, "JoinWindow2.emitRunning/2", 2, (in, d) -> windowOfTwo(in, d)
                .emitRunning("step", (a, b) -> List.of(a, b)));
        addJoin(cases, "JoinWindow3.emitComplete/2", 3, (in, d) -> windowOfThree(in, d)
                .emitComplete("step", (a, b, c) -> List.of(a, b, c)));
        addJoin(cases, "JoinWindow3.emitFinal/2", 3, (in, d) -> windowOfThree(in, d)
                .emitFinal("step", (a, b, c) -> List.of(a, b, c)));
        addJoin(cases, "JoinWindow3.emitRunning/2", 3, (in, d) -> windowOfThree(in, d)
                .emitRunning("step", (a, b, c) -> List.of(a, b, c)));
        addJoin(cases, "JoinWindow4.emitComplete/2", 4, (in, d) -> windowOfFour(in, d)
                .emitComplete("step", (a, b, c, e) -> List.of(a, b, c, e)));
        addJoin(cases, "JoinWindow4.emitFinal/2", 4, (in, d) -> windowOfFour(in, d)
                .emitFinal("step", (a, b, c, e) -> List.of(a, b, c, e)));
        addJoin(cases, "JoinWindow4.emitRunning/2", 4, (in, d) -> windowOfFour(in, d)
                .emitRunning("step", (a, b, c, e) -> List.of(a, b, c, e)));
        addJoin(cases, "JoinWindowN.emitComplete/1", 3, (in, d) -> windowOfMany(in, d)
                .emitComplete("step"));
        addJoin(cases, "JoinWindowN.emitFinal/1", 3, (in, d) -> windowOfMany(in, d)
                .emitFinal("step"));
        addJoin(cases, "JoinWindowN.emitRunning/1", 3, (in, d) -> windowOfMany(in, d)
                .emitRunning("step"));
    }

    private static JoinWindow2<Object, Reading, Reading> windowOfTwo(KeyedStream<Object, Reading> in, Draw draw) {
        return two(in, draw)
                .window(new JoinClock2<>(draw.sided()), draw.windower())
                .ordered(draw.toss());
    }

    private static JoinWindow3<Object, Reading, Reading, Reading> windowOfThree(
            KeyedStream<Object, Reading> in, Draw draw) {
        return three(in, draw)
                .window(new JoinClock3<>(draw.sided()), draw.windower())
                .ordered(draw.toss());
    }

    private static JoinWindow4<Object, Reading, Reading, Reading, Reading> windowOfFour(
            KeyedStream<Object, Reading> in, Draw draw) {
        return four(in, draw)
                .window(new JoinClock4<>(draw.sided()), draw.windower())
                .ordered(draw.toss());
    }

    private static JoinWindowN<Object, Reading> windowOfMany(KeyedStream<Object, Reading> in, Draw draw) {
        return many(in, draw).window(draw.sided(), draw.windower()).ordered(draw.toss());
    }

    /** A window's logic of a user's own, that tells of each call. */
    static final class Marks implements WindowLogic<Reading, String, List<String>> {
        private List<String> told = new ArrayList<>();

        private void tell(String text, Emitter<? super String> out) {
            told.add(text);
            out.emit(String.join(" ", told));
        }

        @Override
        public void onValue(Reading value, Emitter<? super String> out) {
            tell("v" + value.number, out);
        }

        @Override
        public void onMerge(List<String> other, Emitter<? super String> out) {
            tell("merge" + other, out);
        }

        @Override
        public void onClose(Emitter<? super String> out) {
            tell("close", out);
        }

        @Override
        public List<String> snapshot() {
            return told;
        }

        @Override
        public void restore(List<String> snapshot) {
            told = new ArrayList<>(snapshot);
        }
    }

    /** A logic with a fault: it counts, and saves nothing of it. */
    static final class Forgetful implements StatefulLogic<Object, Object, String> {
        private long count;

        @Override
        public Retention onItem(Object value, Emitter<? super Object> out) {
            out.emit(++count);
            return Retention.KEEP;
        }

        @Override
        public String snapshot() {
            return "";
        }

        @Override
        public void restore(String snapshot) {
            // the fault
        }
    }
}
