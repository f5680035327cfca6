package io.waxwing.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.waxwing.WindowedStream;
import io.waxwing.testing.LogicHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The quick way of aligned windows against the general one, on random values; both with all of {@link LogicHarness}. */
class AlignedWindowsTest {
    /** A value with a timestamp. */
    record Reading(Instant at, long number) {}

    private interface Steps extends Function<WindowedStream<Object, Reading>, Object> {}

    private static final Map<String, Steps> STEPS = Map.of(
            "count", w -> w.count("step"),
            "ordered count", w -> w.ordered(true).count("step"),
            "max", w -> w.max("step", Comparator.comparing(Reading::number).thenComparing(Reading::at)),
            "reduce",
                    w -> w.reduce(
                            "step", (a, b) -> new Reading(a.at.isBefore(b.at) ? a.at : b.at, a.number + b.number)),
            "list", w -> w.collectList("step"),
            "unordered list", w -> w.ordered(false).collectList("step"),
            "fold in place",
                    w -> w.ordered(false)
                            .fold(
                                    "step",
                                    () -> new ArrayList<Long>(List.of(0L)),
                                    (sum, r) -> {
                                        sum.set(0, sum.get(0) + r.number);
                                        return sum;
                                    },
                                    (x, y) -> new ArrayList<>(List.of(x.get(0) + y.get(0)))),
            "fold by panes",
                    w -> w.byPanes().fold("step", () -> "", (text, r) -> text + " " + r.number, (a, b) -> a + b));

    @Test
    void both_ways_emit_the_same() {
        for (long seed = 1; seed <= 1500; seed++) {
            var random = new SplittableRandom(seed);
            Duration length = Duration.ofSeconds(1 + random.nextInt(40));
            Duration offset =
                    random.nextBoolean() ? length : Duration.ofSeconds(1 + random.nextInt((int) length.toSeconds()));
            Windower windower =
                    Windower.sliding(length, offset).alignTo(Instant.ofEpochSecond(random.nextInt(-50, 50)));
            String name = STEPS.keySet().stream().sorted().toList().get(random.nextInt(STEPS.size()));
            EventClock<Reading> event = EventClock.of(Reading::at, Duration.ofSeconds(random.nextInt(30)));
            var both = bothWays(name, event, windower);
            int events = 1 + random.nextInt(25);
            long time = 0;
            for (int i = 0; i < events; i++) {
                if (random.nextInt(6) == 0) {
                    both.pass(Duration.ofSeconds(1 + random.nextInt(30)));
                    continue;
                }
                time += random.nextInt(3) == 0 ? random.nextInt(60) : random.nextInt(4);
                var reading = new Reading(Instant.ofEpochSecond(time - random.nextInt(25)), random.nextInt(100));
                String key = random.nextInt(5) == 0 ? "b" : "a";
                both.value(key, reading);
            }
            both.pass(Duration.ofSeconds(20));

            both.endAndCompare("seed %d: %s, length %s, offset %s", seed, name, length, offset);
        }
    }

    /** Offsets that have next to nothing in common with the length, and timestamps for which pieces so small have no number. */
    @Test
    void both_ways_emit_the_same_at_odd_offsets_and_far_timestamps() {
        Instant lastNumber = Instant.EPOCH.plusNanos(Long.MAX_VALUE);
        Instant firstNumber = Instant.EPOCH.minusNanos(Long.MAX_VALUE).minusNanos(1);
        List<Instant> places = List.of(
                Instant.EPOCH,
                Instant.parse("9999-12-31T23:59:59Z"),
                lastNumber,
                firstNumber,
                Instant.MAX,
                Instant.MIN.plusSeconds(40));
        List<Duration> units =
                List.of(Duration.ofNanos(1), Duration.ofMillis(9), Duration.ofMillis(10), Duration.ofSeconds(1));
        int refused = 0;
        for (long seed = 1; seed <= 3000; seed++) {
            var random = new SplittableRandom(seed);
            Duration unit = units.get(random.nextInt(units.size()));
            Duration length = unit.multipliedBy(2 + random.nextInt(40));
            Duration part = length.dividedBy(2 + random.nextInt(8));
            Duration offset = part.isZero() || random.nextBoolean() ? unit : part;
            Windower windower = Windower.sliding(length, offset).alignTo(Instant.EPOCH);
            String name = STEPS.keySet().stream().sorted().toList().get(random.nextInt(STEPS.size()));
            EventClock<Reading> event = EventClock.of(Reading::at, unit.multipliedBy(random.nextInt(30)));
            var both = bothWays(name, event, windower);
            Instant place = places.get(random.nextInt(places.size()));
            for (int i = 0; i < 10; i++) {
                Instant at = TimeMath.plus(place, unit.multipliedBy(random.nextInt(-40, 40)));
                both.value("a", new Reading(at, random.nextInt(100)));
            }
            refused += both.endAndCompareAnswers(
                            "seed %d: %s, length %s, offset %s, about %s", seed, name, length, offset, place)
                    ? 0
                    : 1;
        }
        assertThat(refused).isBetween(100, 1500);
    }

    @Test
    void a_window_that_is_cut_off_at_the_end_of_time_has_its_last_instant_in_it() {
        EventClock<Reading> event = EventClock.of(Reading::at, Duration.ZERO);
        Windower windower = Windower.tumbling(Duration.ofSeconds(10)).alignTo(Instant.MAX.minusSeconds(5));
        for (String name : List.of("count", "ordered count", "list")) {
            var both = bothWays(name, event, windower);
            for (Instant at : List.of(Instant.MAX.minusSeconds(1), Instant.MAX, Instant.MAX)) {
                both.value("a", new Reading(at, 1));
            }

            both.endAndCompare(name);
        }
    }

    @Test
    void saved_values_that_wait_are_refused_where_none_wait() {
        EventClock<Reading> event = EventClock.of(Reading::at, Duration.ofSeconds(5));
        for (WindowClock<Reading> clock : List.<WindowClock<Reading>>of(event, event::build)) {
            KeyWindows<Reading> ordered = counting(clock, true);
            assertThatCode(() -> {
                        ordered.onItem(new Reading(Instant.EPOCH, 1), item -> {});
                        counting(clock, true).restore(ordered.snapshot());
                    })
                    .doesNotThrowAnyException();

            assertThatIllegalStateException()
                    .isThrownBy(() -> counting(clock, false).restore(ordered.snapshot()))
                    .withMessageStartingWith(
                            "1 saved value waits for the watermark, but values of this step do not wait");
        }
    }

    @SuppressWarnings("unchecked")
    private static KeyWindows<Reading> counting(WindowClock<Reading> clock, boolean ordered) {
        Fold<Reading, Long> count = new Fold<>(() -> 0L, (n, any) -> n + 1, Long::sum);
        var spec = WindowSpec.of(clock, Windower.tumbling(Duration.ofSeconds(10)), count, ordered, false);
        return (KeyWindows<Reading>)
                spec.onWorker(() -> Instant.EPOCH, Duration.ZERO).newKey();
    }

    /** The way of aligned windows, and that of a clock of which nothing is known. */
    private static BothWays<Reading> bothWays(String name, EventClock<Reading> event, Windower windower) {
        Steps step = STEPS.get(name);
        return new BothWays<>(harness(step, event, windower), harness(step, event::build, windower));
    }

    private static LogicHarness<Reading> harness(Steps step, WindowClock<Reading> clock, Windower windower) {
        return LogicHarness.<Reading>of(keyed -> step.apply(keyed.window(clock, windower)))
                .startAt(Instant.EPOCH);
    }
}
