package io.waxwing.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.operator.Emitter;
import io.waxwing.operator.Retention;
import io.waxwing.operator.StatefulLogic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the harness says of logics of a user's own. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class LogicHarnessTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** The sum so far; fails as one wishes. */
    private static final class Running implements StatefulLogic<Integer, Integer, Integer> {
        private int sum;

        @Override
        public Retention onItem(Integer value, Emitter<? super Integer> out) {
            if (value < 0) {
                throw new IllegalStateException("boom");
            }
            out.emit(sum += value);
            return Retention.KEEP;
        }

        @Override
        public Integer snapshot() {
            return sum;
        }

        @Override
        public void restore(Integer snapshot) {
            if (snapshot == 13) {
                throw new IllegalStateException("unlucky");
            }
            sum = snapshot;
        }
    }

    /** The same lines as in the Javadoc of the class. */
    @Test
    void the_example_of_the_javadoc_compiles_and_passes() {
        var emitted = LogicHarness.<Integer>of(keyed -> keyed.stateful("running", Running::new))
                .value("a", 1)
                .pass(Duration.ofSeconds(5))
                .value("a", 2)
                .check();

        assertThat(emitted.get("a")).containsExactly(1, 3);
    }

    /** The same lines as in the Javadoc of the class. */
    @Test
    void the_example_of_the_javadoc_with_a_clock_compiles_and_passes() {
        var dedup = LogicHarness.<String>of(
                        keyed -> keyed.statefulTimed("dedup", time -> new Dedup<>(time, Duration.ofHours(1))))
                .value("a", "first")
                .pass(Duration.ofMinutes(59))
                .value("a", "again");
        assertThat(dedup.check().get("a")).containsExactly("first");
        assertThat(dedup.pass(Duration.ofMinutes(1)).keysLeft()).isZero();
    }

    @Test
    void what_a_logic_throws_is_told_with_step_and_key() {
        var harness = LogicHarness.<Integer>of(keyed -> keyed.stateful("running", Running::new))
                .value("a", 1)
                .value("b", -1);
        String message = "step \"harness.running\" failed, key \"b\": java.lang.IllegalStateException: boom";

        assertThatThrownBy(harness::check)
                .isInstanceOf(AssertionError.class)
                .hasMessage(message)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(harness::keysLeft).isInstanceOf(AssertionError.class).hasMessage(message);
    }

    @Test
    void what_a_logic_throws_in_one_of_the_runs_only_is_told_with_the_run() {
        var harness = LogicHarness.<Integer>of(keyed -> keyed.stateful("running", Running::new))
                .value("a", 13);

        assertThatThrownBy(harness::check)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "step \"harness.running\" failed with its state restored after each event, key \"a\":"
                                + " java.lang.IllegalStateException: unlucky");
    }

    /** Asks for times, and counts how often it is notified. */
    private static final class Ticking implements StatefulLogic<Integer, Long, Long> {
        private final Function<Long, Instant> times;
        private final boolean telling;
        private long ticks;

        Ticking(Function<Long, Instant> times, boolean telling) {
            this.times = times;
            this.telling = telling;
        }

        @Override
        public Retention onItem(Integer value, Emitter<? super Long> out) {
            return Retention.KEEP;
        }

        @Override
        public Retention onNotify(Emitter<? super Long> out) {
            ticks++;
            if (telling) {
                out.emit(ticks);
            }
            return Retention.KEEP;
        }

        @Override
        public Instant notifyAt() {
            return times.apply(ticks);
        }

        @Override
        public Long snapshot() {
            return ticks;
        }

        @Override
        public void restore(Long snapshot) {
            ticks = snapshot;
        }
    }

    private static LogicHarness<Integer> ticking(Function<InstantSource, Ticking> logic) {
        return LogicHarness.<Integer>of(keyed -> keyed.statefulTimed("tick", logic))
                .startAt(Instant.EPOCH)
                .value("a", 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_logic_that_asks_for_a_time_that_has_come_again_and_again_fails(boolean telling) {
        String message =
                "step \"harness.tick\" asks again and again to be notified at 1970-01-01T00:00:01Z, which has come:"
                        + " onNotify must see to it that notifyAt gives null or a later time";

        assertThatThrownBy(ticking(time -> new Ticking(ticks -> Instant.ofEpochSecond(1), telling))
                        .pass(SECOND)::check)
                .isInstanceOf(AssertionError.class)
                .hasMessage(message);
        assertThatThrownBy(ticking(time -> new Ticking(ticks -> time.instant(), telling))
                        .pass(SECOND)::check)
                .isInstanceOf(AssertionError.class)
                .hasMessage(message);
    }

    @Test
    void a_logic_may_be_notified_of_many_times_at_once_if_they_are_different_ones() {
        var harness = ticking(time -> new Ticking(Instant::ofEpochSecond, true));

        assertThat(harness.pass(Duration.ofDays(1)).check().get("a")).hasSize(24 * 3600 + 1);
    }

    @Test
    void many_keys_may_ask_for_one_time() {
        var harness = ticking(time -> new Ticking(ticks -> ticks == 0 ? Instant.ofEpochSecond(1) : null, true));
        int keys = 12_000;
        for (int i = 1; i < keys; i++) {
            harness.value(i, 1);
        }

        assertThat(harness.pass(SECOND).keysLeft()).isEqualTo(keys);
    }
}
