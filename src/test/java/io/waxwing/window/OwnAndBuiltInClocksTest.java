package io.waxwing.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.function.ThrowingFunction;
import io.waxwing.function.ThrowingToLongFunction;
import io.waxwing.operator.Emitter;
import io.waxwing.operator.JoinSide;
import io.waxwing.testing.LogicHarness;
import io.waxwing.testing.ManualClock;
import io.waxwing.testing.OwnClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What time is for windows: of the system, of values, of a clock of a user's own; and windows and logic of a user's own. */
class OwnAndBuiltInClocksTest {
    /** A value with a timestamp. */
    record Reading(int second, String name) {
        Instant at() {
            return Instant.ofEpochSecond(second);
        }
    }

    private static final AlignedWindower TEN =
            Windower.tumbling(Duration.ofSeconds(10)).alignTo(Instant.EPOCH);

    private static LogicHarness<Reading> lists(WindowClock<? super Reading> clock) {
        return LogicHarness.<Reading>of(keyed -> keyed.window(clock, TEN).collectList("list"))
                .startAt(Instant.EPOCH);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    /** Results of the key, without metadata: the window and the names in it. */
    private static List<String> results(LogicHarness<Reading> harness) {
        List<String> results = new ArrayList<>();
        for (Object item : harness.check().getOrDefault("k", List.of())) {
            if (item instanceof Windowed<?> window) {
                results.add(window.windowId() + ":"
                        + ((List<?>) window.value())
                                .stream().map(value -> ((Reading) value).name()).toList());
            }
        }
        return results;
    }

    @Test
    void the_system_clock_goes_by_the_time_at_which_values_come() {
        var harness = lists(SystemClock.of())
                .value("k", new Reading(77, "a"))
                .pass(seconds(4))
                .value("k", new Reading(33, "b"))
                .pass(Duration.ofMillis(5999));

        assertThat(results(harness)).isEmpty();
        assertThat(results(harness.pass(Duration.ofMillis(1)))).containsExactly("0:[a, b]");
        assertThat(harness.keysLeft()).isZero();
        assertThat(results(harness.value("k", new Reading(1, "c")).end())).containsExactly("0:[a, b]", "1:[c]");
    }

    @Test
    void the_watermark_of_an_event_clock_moves_on_as_time_passes() {
        var harness = lists(EventClock.of(Reading::at, seconds(5)))
                .value("k", new Reading(3, "a"))
                .pass(seconds(11));

        // the watermark is 3 - 5 + 11
        assertThat(results(harness)).isEmpty();
        assertThat(results(harness.value("k", new Reading(9, "b")))).isEmpty();
        assertThat(results(harness.pass(seconds(1)))).containsExactly("0:[a, b]");
    }

    @Test
    void an_event_clock_with_a_now_of_its_own_goes_by_that() {
        var harness = lists(EventClock.of(Reading::at, seconds(5)).withNow(() -> Instant.EPOCH))
                .value("k", new Reading(3, "a"))
                .pass(Duration.ofDays(1));

        assertThat(results(harness)).isEmpty();
        assertThat(results(harness.value("k", new Reading(15, "b")))).containsExactly("0:[a]");
        assertThat(results(harness.end())).containsExactly("0:[a]", "1:[b]");
    }

    @Test
    void the_clock_of_a_join_can_have_a_now_of_its_own() throws Exception {
        ThrowingFunction<Reading, Instant> at = Reading::at;
        InstantSource still = InstantSource.fixed(Instant.EPOCH);
        List<WindowClock<? super JoinSide>> clocks = List.of(
                JoinClock2.event(at, at, seconds(5)).withNow(still).clock(),
                JoinClock3.event(at, at, at, seconds(5)).withNow(still).clock(),
                JoinClock4.event(at, at, at, at, seconds(5)).withNow(still).clock());
        for (WindowClock<? super JoinSide> clock : clocks) {
            var system = ManualClock.at(Instant.EPOCH);
            ClockLogic<? super JoinSide, ?> logic = clock.build(system);
            logic.beforeBatch();
            logic.timestampOf(new JoinSide(1, new Reading(3, "a")));
            system.advance(Duration.ofDays(1));
            logic.beforeBatch();

            assertThat(logic.watermark()).isEqualTo(Instant.EPOCH.minusSeconds(2));
        }
        assertThatThrownBy(() -> JoinClock2.system().withNow(still))
                .hasMessage("only an EventClock can have a now of its own, this join has a SystemClock");
    }

    @Test
    void the_clock_of_a_join_can_go_by_milliseconds() throws Exception {
        ThrowingToLongFunction<Long> a = value -> value;
        ThrowingToLongFunction<Long> b = value -> 10 * value;
        ThrowingToLongFunction<Long> c = value -> 100 * value;
        ThrowingToLongFunction<Long> d = value -> 1000 * value;

        assertThat(timestamps(2, JoinClock2.eventMillis(a, b, seconds(5)).clock()))
                .containsExactly(3L, 30L);
        assertThat(timestamps(3, JoinClock3.eventMillis(a, b, c, seconds(5)).clock()))
                .containsExactly(3L, 30L, 300L);
        assertThat(timestamps(4, JoinClock4.eventMillis(a, b, c, d, seconds(5)).clock()))
                .containsExactly(3L, 30L, 300L, 3000L);
    }

    private static List<Long> timestamps(int sides, WindowClock<? super JoinSide> clock) throws Exception {
        assertThat(((EventClock<?>) clock).millis()).isNotNull();
        ClockLogic<? super JoinSide, ?> logic = clock.build(ManualClock.at(Instant.EPOCH));
        logic.beforeBatch();
        List<Long> timestamps = new ArrayList<>();
        for (int side = 0; side < sides; side++) {
            Instant timestamp = logic.timestampOf(new JoinSide(side, 3L));
            timestamps.add(timestamp.toEpochMilli());
            assertThat(logic.watermark()).isEqualTo(timestamp.minusSeconds(5));
        }
        return timestamps;
    }

    @Test
    void an_event_clock_is_woken_when_its_function_says() {
        EventClock<Reading> clock = EventClock.of(Reading::at, Duration.ZERO);
        var never = lists(clock.withToSystemTime(timestamp -> null))
                .value("k", new Reading(3, "a"))
                .pass(seconds(50));
        var later = lists(clock.withToSystemTime(timestamp -> timestamp.plus(seconds(20))))
                .value("k", new Reading(3, "a"))
                .pass(seconds(22));

        assertThat(results(never)).isEmpty();
        assertThat(results(never.end())).containsExactly("0:[a]");
        assertThat(results(later))
                .as("due at 3 s for the value that waits, at 10 s for its window")
                .isEmpty();
        assertThat(results(later.pass(seconds(20)))).containsExactly("0:[a]");
    }

    @Test
    void a_clock_of_a_users_own_says_what_is_late_and_what_closes() {
        // the watermark is the number of values that came, in seconds
        var counting = new OwnClock<>(Reading::at, Instant.EPOCH, (watermark, timestamp) -> watermark.plusSeconds(1));
        var harness = LogicHarness.<Reading>of(keyed -> keyed.window(
                                counting, Windower.tumbling(seconds(3)).alignTo(Instant.EPOCH))
                        .count("count"))
                .startAt(Instant.EPOCH);
        for (int second : new int[] {2, 2, 2, 5}) {
            harness.value("k", new Reading(second, "v"));
        }

        assertThat(harness.end().check().get("k").stream()
                        .filter(item -> !(item instanceof WindowMetadata))
                        .map(Object::toString))
                .containsExactly(
                        new Late<>(0, Instant.ofEpochSecond(2), new Reading(2, "v")).toString(),
                        windowed(0, 0, 2).toString(),
                        windowed(1, 3, 1).toString());
    }

    private static Windowed<Long> windowed(long id, int open, long count) {
        return new Windowed<>(id, Instant.ofEpochSecond(open), Instant.ofEpochSecond(open + 3), count);
    }

    /** One window that is open for good. */
    private static final class Always implements Windower {
        @Override
        public WindowerLogic<?> build() {
            return new WindowerLogic<Boolean>() {
                private boolean open;

                @Override
                public List<Long> openFor(Instant timestamp) {
                    open = true;
                    return List.of(7L);
                }

                @Override
                public List<Long> lateFor(Instant timestamp) {
                    return List.of(7L);
                }

                @Override
                public List<WindowMerge> merged() {
                    return List.of();
                }

                @Override
                public List<WindowMetadata> closeFor(Instant watermark) {
                    if (!open || !watermark.equals(Instant.MAX)) {
                        return List.of();
                    }
                    open = false;
                    return List.of(metadata(7));
                }

                @Override
                public WindowMetadata metadata(long windowId) {
                    return WindowMetadata.of(windowId, Instant.EPOCH, Instant.MAX);
                }

                @Override
                public Instant notifyAt() {
                    return null;
                }

                @Override
                public boolean isEmpty() {
                    return !open;
                }

                @Override
                public Boolean snapshot() {
                    return open;
                }

                @Override
                public void restore(Boolean snapshot) {
                    open = snapshot;
                }
            };
        }
    }

    /** Emits the names so far at each value, and once more at the end. */
    private static final class Names implements WindowLogic<Reading, String, String> {
        private String names = "";

        @Override
        public void onValue(Reading value, Emitter<? super String> out) {
            names += value.name();
            out.emit(names);
        }

        @Override
        public void onMerge(String other, Emitter<? super String> out) {
            throw new IllegalStateException("there is one window only");
        }

        @Override
        public void onClose(Emitter<? super String> out) {
            out.emit(names + "!");
        }

        @Override
        public String snapshot() {
            return names;
        }

        @Override
        public void restore(String snapshot) {
            names = snapshot;
        }
    }

    @Test
    void windows_and_logic_of_a_users_own_are_driven_as_the_built_in_ones() {
        var harness = LogicHarness.<Reading>of(
                        keyed -> keyed.window(EventClock.of(Reading::at, Duration.ZERO), new Always())
                                .apply("names", Names::new))
                .value("k", new Reading(1, "a"))
                .value("k", new Reading(500, "b"))
                .value("k", new Reading(3, "late"))
                .end();

        var window = WindowMetadata.of(7, Instant.EPOCH, Instant.MAX);
        assertThat(harness.check().get("k"))
                .containsExactly(
                        new Windowed<>(7, window.open(), window.close(), "a"),
                        new Windowed<>(7, window.open(), window.close(), "ab"),
                        new Late<>(7, Instant.ofEpochSecond(3), new Reading(3, "late")),
                        new Windowed<>(7, window.open(), window.close(), "ab!"),
                        window);
    }
}
