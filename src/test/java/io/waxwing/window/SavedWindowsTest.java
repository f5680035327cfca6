package io.waxwing.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.operator.JoinEmitMode;
import io.waxwing.operator.JoinInsertMode;
import io.waxwing.operator.JoinLogic;
import io.waxwing.operator.JoinPlan;
import io.waxwing.operator.JoinSide;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows that go on from what was saved: by other steps than the one that saved it, and at other times. */
class SavedWindowsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TEN = Duration.ofSeconds(10);
    private static final Fold<Integer, Integer> SUM = new Fold<>(() -> 0, Integer::sum, Integer::sum);

    private final List<Object> out = new ArrayList<>();
    private Instant system = START;

    @SuppressWarnings("unchecked")
    private KeyWindows<Integer> key(WindowClock<Object> clock, Windower windower, boolean panes) {
        return (KeyWindows<Integer>) WindowSpec.of(clock, windower, SUM, false, panes)
                .onWorker(() -> system, Duration.ZERO)
                .newKey();
    }

    private KeyWindows<Integer> byEvent(Windower windower, boolean panes) {
        return key(EventClock.of(value -> START.plusSeconds((Integer) value), Duration.ofSeconds(5)), windower, panes);
    }

    private void isRefused(KeyWindows<Integer> before, KeyWindows<Integer> now, String why) throws Exception {
        before.onItem(1, out::add);
        Object saved = before.snapshot();
        assertThatThrownBy(() -> now.restore(saved)).hasMessageContaining(why);
    }

    @Test
    void windows_of_another_shape_are_refused() throws Exception {
        String why = "its windows are not the ones that were saved";
        isRefused(byEvent(Windower.tumbling(TEN), false), byEvent(Windower.tumbling(TEN.plusNanos(1)), false), why);
        isRefused(
                byEvent(Windower.tumbling(TEN), false),
                byEvent(Windower.tumbling(TEN).alignTo(START.plusSeconds(1)), false),
                why);
        Windower sliding = Windower.sliding(TEN, Duration.ofSeconds(4));
        isRefused(byEvent(sliding, true), byEvent(sliding, false), why);
        isRefused(
                byEvent(Windower.count(9), false),
                byEvent(Windower.count(2), false),
                "of 2 values each, and were of 9");
    }

    @Test
    void a_join_of_other_sides_is_refused() throws Exception {
        var two = new JoinLogic<>(plan(2));
        two.onItem(new JoinSide(1, "b"), out::add);
        List<List<Object>> saved = two.snapshot();
        assertThatThrownBy(() -> new JoinLogic<>(plan(3)).restore(saved))
                .hasMessageContaining("a join of 3 sides, and was one of 2");

        var clock = EventClock.<JoinSide>of(side -> START, Duration.ZERO);
        KeyWindows<JoinSide> before = join(clock, 2);
        before.onItem(new JoinSide(0, "a"), out::add);
        Object window = before.snapshot();
        assertThatThrownBy(() -> join(clock, 3).restore(window)).hasMessageContaining("the sides of a join must stay");
    }

    private static JoinPlan<String> plan(int sides) {
        return new JoinPlan<>(sides, JoinInsertMode.LAST, JoinEmitMode.FINAL, row -> List.of(row.length)
                .toString());
    }

    @SuppressWarnings("unchecked")
    private KeyWindows<JoinSide> join(EventClock<JoinSide> clock, int sides) {
        return (KeyWindows<JoinSide>) WindowSpec.ofJoin(clock, Windower.tumbling(TEN), plan(sides), false)
                .onWorker(() -> system, Duration.ZERO)
                .newKey();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothing_is_late_by_the_clock_of_the_system_when_that_has_gone_back_since(boolean aligned) throws Exception {
        Windower windower = aligned ? Windower.tumbling(Duration.ofDays(30)) : Windower.count(9);
        KeyWindows<Integer> before = key(SystemClock.of(), windower, false);
        before.onItem(1, out::add);
        Object saved = before.snapshot();

        system = START.minusSeconds(3600);
        KeyWindows<Integer> now = key(SystemClock.of(), windower, false);
        now.restore(saved);
        now.onItem(2, out::add);
        now.onItem(3, out::add);
        assertThat(out).isEmpty();
        now.onEof(out::add);
        assertThat(((Windowed<?>) out.get(0)).value()).isEqualTo(6);
    }

    @Test
    void timestamps_at_the_end_of_time_are_not_taken_for_the_end_of_the_input() throws Exception {
        var clock = EventClock.of(any -> Instant.MAX, Duration.ZERO);
        for (Windower windower : List.of(Windower.count(2), Windower.session(TEN))) {
            out.clear();
            KeyWindows<Integer> key = key(clock, windower, false);
            key.onItem(1, out::add);
            key.onItem(2, out::add);
            key.onEof(out::add);
            assertThat(out)
                    .filteredOn(Windowed.class::isInstance)
                    .extracting("value")
                    .containsExactly(3);
        }
    }
}
