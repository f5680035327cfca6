package io.waxwing.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A flow that is down for an hour: by timestamps that does not count for what it saved, by the system's clock it does. */
class DowntimeTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Windower TUMBLING =
            Windower.tumbling(Duration.ofSeconds(10)).alignTo(START);
    private static final Windower SESSION = Windower.session(Duration.ofSeconds(3));
    private static final Fold<Instant, Long> COUNT = new Fold<>(() -> 0L, (count, any) -> count + 1, Long::sum);
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final List<Object> out = new ArrayList<>();
    private Instant system = START;

    /** Its windows are on the quick way if they are tumbling, on the general one if they are sessions. */
    private StepWindows step(WindowClock<? super Instant> clock, boolean tumbling, Duration downtime) {
        return WindowSpec.of(clock, tumbling ? TUMBLING : SESSION, COUNT, false, false)
                .onWorker(() -> system, downtime);
    }

    @SuppressWarnings("unchecked")
    private static KeyWindows<Instant> key(StepWindows step) {
        return (KeyWindows<Instant>) step.newKey();
    }

    /** A value at second 7, saved, two seconds more, and then an hour. */
    private Object saved(WindowClock<? super Instant> clock, boolean tumbling) throws Exception {
        KeyWindows<Instant> key = key(step(clock, tumbling, Duration.ZERO));
        key.onItem(START.plusSeconds(7), out::add);
        system = system.plusSeconds(2).plusSeconds(3600);
        return key.snapshot();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void by_timestamps_only_the_time_counts_in_which_the_flow_ran(boolean tumbling) throws Exception {
        EventClock<Instant> clock = EventClock.of(at -> at, WAIT);
        Object saved = saved(clock, tumbling);

        StepWindows step = step(clock, tumbling, Duration.ofSeconds(3600));
        KeyWindows<Instant> key = key(step);
        key.restore(saved);

        assertThat(step.isChangedByLoading()).isTrue();
        Instant close = system.plusSeconds(10 + 5 - (7 + 2));
        assertThat(key.notifyAt()).isBetween(close, close.plusNanos(1)); // sessions end behind their gap
        key.onItem(START.plusSeconds(5), out::add); // of the backlog, within the wait
        assertThat(out).isEmpty();
        system = close.plusNanos(1);
        step.refreshExactly();
        key.onNotify(out::add);
        Instant open = tumbling ? START : START.plusSeconds(5);
        Instant end = tumbling ? START.plusSeconds(10) : START.plusSeconds(7);
        assertThat(out).element(0).isEqualTo(new Windowed<>(0, open, end, 2L));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void by_the_clock_of_the_system_all_of_it_counts(boolean tumbling) throws Exception {
        Object saved = saved(SystemClock.of(), tumbling);

        StepWindows step = step(SystemClock.of(), tumbling, Duration.ofSeconds(3600));
        KeyWindows<Instant> key = key(step);
        key.restore(saved);

        assertThat(step.isChangedByLoading()).isFalse();
        assertThat(key.notifyAt()).isBeforeOrEqualTo(system);
        key.onNotify(out::add);
        assertThat(out).hasSize(2);
    }

    /** The system's clock was put back by an hour while the flow was down. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_watermark_stands_still_until_a_clock_that_went_back_is_where_it_was(boolean tumbling) throws Exception {
        EventClock<Instant> clock = EventClock.of(at -> at, WAIT);
        KeyWindows<Instant> before = key(step(clock, tumbling, Duration.ZERO));
        before.onItem(START.plusSeconds(7), out::add);
        Object saved = before.snapshot();

        system = START.minusSeconds(3600);
        StepWindows step = step(clock, tumbling, Duration.ZERO);
        KeyWindows<Instant> key = key(step);
        key.restore(saved);

        assertThat(key.watermark()).isEqualTo(START.plusSeconds(2));
        assertThat(key.notifyAt()).isAfter(START);
        for (int second = -1800; second <= 3; second += 601) {
            system = START.plusSeconds(second);
            step.refreshExactly();
            key.onNotify(out::add);
            assertThat(key.watermark()).isEqualTo(START.plusSeconds(2 + Math.max(0, second)));
        }
        assertThat(out).isEmpty();
    }

    @Test
    void a_clock_of_its_own_goes_by_itself() throws Exception {
        InstantSource own = () -> START.plus(Duration.between(START, system).dividedBy(2));
        EventClock<Instant> clock = EventClock.<Instant>of(at -> at, WAIT).withNow(own);
        Object saved = saved(clock, true);

        StepWindows step = step(clock, true, Duration.ofSeconds(3600));
        KeyWindows<Instant> key = key(step);
        key.restore(saved);
        key.onNotify(out::add);

        assertThat(step.isChangedByLoading()).isFalse();
        assertThat(out).hasSize(2);
    }
}
