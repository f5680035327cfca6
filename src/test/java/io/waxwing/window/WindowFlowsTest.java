package io.waxwing.window;

import static io.waxwing.window.WindowRun.at;
import static io.waxwing.window.WindowRun.clock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.Dataflow;
import io.waxwing.KeyedStream;
import io.waxwing.operator.KeyValue;
import io.waxwing.runtime.RunConfig;
import io.waxwing.runtime.Runner;
import io.waxwing.testing.LogicHarness;
import io.waxwing.testing.TestRunner;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import io.waxwing.window.WindowRun.At;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Window steps through the whole engine. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WindowFlowsTest {
    private static final AlignedWindower TEN =
            Windower.tumbling(Duration.ofSeconds(10)).alignTo(Instant.EPOCH);
    private static final AlignedWindower TEN_EVERY_FIVE =
            Windower.sliding(Duration.ofSeconds(10), Duration.ofSeconds(5)).alignTo(Instant.EPOCH);
    private static final Windower GAP_TEN = Windower.session(Duration.ofSeconds(10));

    private static String values(List<At> list) {
        return list.stream().map(At::value).collect(Collectors.joining());
    }

    @Test
    void a_fold_over_tumbling_windows_gives_results_late_values_and_metadata() throws Exception {
        var run = WindowRun.of(
                List.of(at(1, "a"), at(12, "b"), at(3, "c"), at(21, "d"), at(4, "e"), at(33, "f")),
                keyed -> keyed.window(clock(10), TEN).fold("fold", () -> "", (s, v) -> s + v.value(), (a, b) -> a + b));

        assertThat(run.down.items()).containsExactly("k 0 0..10 ac", "k 1 10..20 b", "k 2 20..30 d", "k 3 30..40 f");
        assertThat(run.late.items()).containsExactly("k 0 e");
        assertThat(run.meta.items()).containsExactly("k 0 0..10", "k 1 10..20", "k 2 20..30", "k 3 30..40");
    }

    @Test
    void streams_that_nobody_reads_change_nothing_in_those_that_are_read() throws Exception {
        for (int read = 0; read < 8; read++) {
            var all = new TestingSink<String>();
            var down = new TestingSink<String>();
            var late = new TestingSink<String>();
            var meta = new TestingSink<String>();
            var flow = new Dataflow("flow");
            var keyed = flow.input("in", TestingSource.of(at(1, "a"), at(12, "b"), at(21, "c"), at(4, "d")))
                    .keyOn("key", value -> "k");
            keyed.map("all", (key, value) -> value.value()).output("all_out", all);
            var out = keyed.window(clock(0), TEN).count("count");
            if ((read & 1) != 0) {
                out.down()
                        .map("down", (key, w) -> w.windowId() + "=" + w.value())
                        .output("down_out", down);
            } else {
                KeyedStream.merge("unread", out.down(), out.down());
            }
            if ((read & 2) != 0) {
                out.late().map("late", (key, l) -> l.value().value()).output("late_out", late);
            }
            if ((read & 4) != 0) {
                out.meta().map("meta", (key, m) -> "" + m.windowId()).output("meta_out", meta);
            }
            Runner.run(flow, RunConfig.workers(1));

            assertThat(all.items()).containsExactly("a", "b", "c", "d");
            assertThat(down.items()).isEqualTo((read & 1) == 0 ? List.of() : List.of("0=1", "1=1", "2=1"));
            assertThat(late.items()).isEqualTo((read & 2) == 0 ? List.of() : List.of("d"));
            assertThat(meta.items()).isEqualTo((read & 4) == 0 ? List.of() : List.of("0", "1", "2"));
        }
    }

    @Test
    void milliseconds_as_timestamps_mean_the_same_as_instants() throws Exception {
        var random = new SplittableRandom(7);
        List<At> values = Stream.generate(() -> at(random.nextInt(-40_000, 40_000) / 1000.0, "v"))
                .limit(400)
                .toList();
        Duration wait = Duration.ofSeconds(20);
        EventClock<At> instants = EventClock.of(At::time, wait);
        EventClock<At> millis = EventClock.ofMillis(at -> at.time().toEpochMilli(), wait);
        InstantSource still = () -> Instant.EPOCH;
        for (Windower windower : List.of(TEN, TEN_EVERY_FIVE, GAP_TEN)) {
            for (boolean ordered : List.of(true, false)) {
                List<WindowRun> runs = new ArrayList<>();
                for (EventClock<At> clock : List.of(instants, millis)) {
                    runs.add(WindowRun.of(values, keyed -> keyed.window(clock.withNow(still), windower)
                            .ordered(ordered)
                            .fold("fold", () -> "", (s, v) -> s + v.second(), (a, b) -> a + b)));
                }
                assertThat(runs.get(1).down.items())
                        .isNotEmpty()
                        .isEqualTo(runs.get(0).down.items());
                assertThat(runs.get(1).late.items())
                        .isNotEmpty()
                        .isEqualTo(runs.get(0).late.items());
            }
        }
    }

    @Test
    void open_is_inclusive_and_close_exclusive() throws Exception {
        var run = WindowRun.of(List.of(at(0, "a"), at(9.999, "b"), at(10, "c")), keyed -> keyed.window(clock(0), TEN)
                .count("count"));

        assertThat(run.down.items()).containsExactly("k 0 0..10 2", "k 1 10..20 1");
    }

    @Test
    void windows_before_the_alignment_have_negative_ids() throws Exception {
        var run =
                WindowRun.of(List.of(at(-11, "a"), at(-10, "b"), at(-0.001, "c")), keyed -> keyed.window(clock(60), TEN)
                        .count("count"));

        assertThat(run.down.items()).containsExactly("k -2 -20..-10 1", "k -1 -10..0 2");
    }

    @Test
    void ordered_windows_see_values_by_timestamp_and_unordered_ones_by_arrival() throws Exception {
        List<At> values = List.of(at(5, "b"), at(3, "a"), at(8, "d"), at(7, "c"), at(30, "z"));

        var ordered = WindowRun.of(values, keyed -> keyed.window(clock(10), TEN)
                .fold("fold", () -> "", (s, v) -> s + v.value(), (a, b) -> a + b));
        var arrived = WindowRun.of(values, keyed -> keyed.window(clock(10), TEN)
                .ordered(false)
                .fold("fold", () -> "", (s, v) -> s + v.value(), (a, b) -> a + b));

        assertThat(ordered.down.items()).containsExactly("k 0 0..10 abcd", "k 3 30..40 z");
        assertThat(arrived.down.items()).containsExactly("k 0 0..10 badc", "k 3 30..40 z");
    }

    @Test
    void a_value_is_in_all_sliding_windows_around_it_and_late_for_each() throws Exception {
        var run = WindowRun.of(
                List.of(at(7, "a"), at(26, "b"), at(6, "c")),
                keyed -> keyed.window(clock(10), TEN_EVERY_FIVE).count("count"));

        assertThat(run.down.items()).containsExactly("k 0 0..10 1", "k 1 5..15 1", "k 4 20..30 1", "k 5 25..35 1");
        assertThat(run.late.items()).containsExactly("k 0 c", "k 1 c");
        assertThat(run.meta.items()).containsExactly("k 0 0..10", "k 1 5..15", "k 4 20..30", "k 5 25..35");
    }

    @Test
    void a_value_between_two_sessions_makes_them_one() throws Exception {
        var run = WindowRun.of(
                List.of(at(0, "a"), at(20, "b"), at(10, "c"), at(100, "d")),
                keyed -> keyed.window(clock(50), GAP_TEN).count("count"));

        assertThat(run.down.items()).containsExactly("k 0 0..20 3", "k 2 100..100 1");
        assertThat(run.meta.items()).containsExactly("k 0 0..20 [1]", "k 2 100..100");
    }

    @Test
    void a_value_within_the_gap_before_a_session_moves_its_start() throws Exception {
        var run = WindowRun.of(List.of(at(20, "a"), at(12, "b")), keyed -> keyed.window(clock(50), GAP_TEN)
                .collectList("list"));

        assertThat(run.meta.items()).containsExactly("k 0 12..20");
    }

    @Test
    void a_late_value_has_no_session() throws Exception {
        var run = WindowRun.of(List.of(at(20, "a"), at(2, "b")), keyed -> keyed.window(clock(10), GAP_TEN)
                .count("count"));

        assertThat(run.late.items()).containsExactly("k -1 b");
    }

    @Test
    void a_window_over_a_count_closes_with_its_last_value_or_at_the_end() throws Exception {
        var run =
                WindowRun.of(List.of(at(1, "a"), at(2, "b"), at(3, "c"), at(4, "d"), at(5, "e")), keyed -> keyed.window(
                                clock(0), Windower.count(2))
                        .fold("fold", () -> "", (s, v) -> s + v.value(), (a, b) -> a + b));

        assertThat(run.down.items()).containsExactly("k 0 1..2 ab", "k 0 3..4 cd", "k 0 5..5 e");
    }

    @Test
    void reduce_max_and_min_give_one_value_of_each_window() throws Exception {
        List<At> values = List.of(at(1, "b"), at(2, "c"), at(3, "a"), at(11, "d"));
        Comparator<At> byValue = Comparator.comparing(At::value);

        assertThat(firsts(WindowRun.of(
                        values, keyed -> keyed.window(clock(5), TEN).max("max", byValue))))
                .containsExactly("c", "d");
        assertThat(firsts(WindowRun.of(
                        values, keyed -> keyed.window(clock(5), TEN).min("min", byValue))))
                .containsExactly("a", "d");
        assertThat(firsts(WindowRun.of(values, keyed -> keyed.window(clock(5), TEN)
                        .reduce("reduce", (a, b) -> at(b.second(), a.value() + b.value())))))
                .containsExactly("bca", "d");
    }

    private static List<String> firsts(WindowRun run) {
        return run.down.items().stream()
                .map(line -> line.replaceAll(".*value=(\\w*)]", "$1"))
                .toList();
    }

    @Test
    void values_are_collected_to_lists_sets_and_maps() throws Exception {
        List<At> values = List.of(at(2, "b"), at(1, "a"), at(3, "b"), at(11, "c"));
        Function<At, String> value = At::value;

        assertThat(WindowRun.of(values, keyed -> keyed.mapValue("same", v -> v)
                                .window(clock(5), TEN)
                                .collectMap("map", At::value, At::second))
                        .down
                        .items())
                .containsExactly("k 0 0..10 {a=1.0, b=3.0}", "k 1 10..20 {c=11.0}");
        assertThat(WindowRun.of(values, keyed -> keyed.window(clock(5), TEN).collectSet("set"))
                        .down
                        .items())
                .hasSize(2);
        assertThat(WindowRun.of(values, keyed -> keyed.window(clock(5), TEN).collectList("list"))
                        .down
                        .items()
                        .get(0))
                .containsSubsequence(value.apply(values.get(1)), value.apply(values.get(0)));
        assertThat(values(values)).isEqualTo("babc");
    }

    @Test
    void the_default_alignment_is_a_monday_so_that_weeks_begin_on_mondays() {
        var week = (SlidingWindower) Windower.tumbling(Duration.ofDays(7));
        Instant sunday = Instant.parse("2026-11-22T19:00:00Z");

        assertThat(week.openOf(week.lastFor(sunday))).isEqualTo("2026-11-16T00:00:00Z");
        assertThat(week.closeOf(week.lastFor(sunday))).isEqualTo("2026-11-23T00:00:00Z");
    }

    @Test
    void parameters_that_make_no_windows_are_refused() {
        assertThatThrownBy(() -> Windower.tumbling(Duration.ZERO)).hasMessageContaining("more than zero: PT0S");
        assertThatThrownBy(() -> Windower.sliding(Duration.ofSeconds(1), Duration.ofSeconds(2)))
                .hasMessageContaining("offset PT2S, length PT1S");
        assertThatThrownBy(() -> Windower.session(Duration.ofSeconds(-1))).hasMessageContaining("not be negative");
        assertThatThrownBy(() -> Windower.count(0)).hasMessageContaining("at least 1: 0");
        assertThatThrownBy(() -> clock(-1)).hasMessageContaining("wait of an event clock must not be negative");
    }

    @Test
    void a_timestamp_of_null_fails_the_flow_and_names_the_step() {
        assertThatThrownBy(() -> WindowRun.of(
                        List.of(at(1, "a")), keyed -> keyed.window(EventClock.<At>of(v -> null, Duration.ZERO), TEN)
                                .count("count")))
                .hasMessageContaining("windows.count")
                .hasMessageContaining("timestamp of a value is null");
    }

    @Test
    void a_key_that_has_come_to_the_end_of_time_can_be_saved_while_time_passes() {
        var emitted = LogicHarness.<Instant>of(
                        keyed -> keyed.window(EventClock.<Instant>of(at -> at, Duration.ofSeconds(10)), TEN)
                                .collectList("list"))
                .value("k", Instant.MAX)
                .pass(Duration.ofSeconds(1))
                .value("k", Instant.MAX)
                .end()
                .check();

        assertThat(emitted.get("k")).anySatisfy(out -> assertThat(out)
                .isInstanceOfSatisfying(Windowed.class, windowed -> assertThat(windowed.value())
                        .isEqualTo(List.of(Instant.MAX, Instant.MAX))));
    }

    private record View(Instant at, String page) {}

    /** The flow of the page on windows. */
    private static List<String> tops(List<View> views, int workers, long seed) {
        var out = new TestingSink<String>();
        TestRunner.of(() -> new Dataflow("tops")
                        .input("views", TestingSource.from(views).batchSize(10))
                        .keyOn("page", View::page)
                        .window(
                                EventClock.of(View::at, Duration.ZERO).withNow(InstantSource.fixed(Instant.EPOCH)),
                                Windower.tumbling(Duration.ofMinutes(1)))
                        .count("count")
                        .down()
                        .mapToKeyed(
                                "minute",
                                (page, window) -> KeyValue.of(window.open(), KeyValue.of(page, window.value())))
                        .maxFinal(
                                "top",
                                Comparator.comparing(KeyValue<String, Long>::value)
                                        .thenComparing(KeyValue::key))
                        .map("format", (minute, top) -> minute + " " + top)
                        .output("out", out))
                .cluster(1, workers)
                .seed(seed)
                .run();
        return out.items().stream().sorted().toList();
    }

    @Test
    void the_top_of_each_window_is_the_same_at_every_scale() {
        List<View> views = new ArrayList<>();
        var random = new SplittableRandom(7);
        for (int i = 0; i < 1000; i++) {
            views.add(new View(Instant.ofEpochSecond(i), "page" + random.nextInt(10)));
        }
        List<String> one = tops(views, 1, 1);

        assertThat(one).hasSize(17);
        for (long seed = 1; seed <= 5; seed++) {
            assertThat(tops(views, 3, seed)).isEqualTo(one);
        }
    }
}
