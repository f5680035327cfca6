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

    /** Only a key that was saved later stands still, by timestamps and by arrival. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keys_that_were_not_saved_go_on_by_a_clock_that_went_back(boolean arrival) throws Exception {
        WindowClock<? super Instant> clock =
                arrival ? SystemClock.of() : EventClock.<Instant>of(at -> at, Duration.ZERO);
        system = START.plusSeconds(3600);
        KeyWindows<Instant> before = key(step(clock, true, Duration.ZERO));
        before.onItem(START.plusSeconds(1), out::add);
        Object saved = before.snapshot();

        system = START;
        StepWindows step = step(clock, true, Duration.ZERO);
        key(step).restore(saved);
        KeyWindows<Instant> fresh = key(step);
        step.refresh();
        fresh.onItem(START.plusSeconds(1), out::add);
        system = START.plusSeconds(60);
        step.refreshExactly();
        fresh.onNotify(out::add);

        assertThat(out).element(0).isEqualTo(new Windowed<>(0, START, START.plusSeconds(10), 1L));
    }

    /** One worker's clock was half a minute ahead of the other's. */
    @Test
    void keys_that_were_saved_by_two_clocks_have_each_its_own_watermark() throws Exception {
        EventClock<Instant> clock = EventClock.of(at -> at, WAIT);
        KeyWindows<Instant> one = key(step(clock, true, Duration.ZERO));
        one.onItem(START.plusSeconds(7), out::add);
        Object first = one.snapshot();
        system = START.plusSeconds(30);
        KeyWindows<Instant> other = key(step(clock, true, Duration.ZERO));
        other.onItem(START.plusSeconds(7), out::add);
        Object second = other.snapshot();

        system = START;
        StepWindows step = step(clock, true, Duration.ZERO);
        KeyWindows<Instant> a = key(step);
        KeyWindows<Instant> b = key(step);
        a.restore(first);
        b.restore(second);
        assertThat(List.of(a.watermark(), b.watermark())).containsOnly(START.plusSeconds(2));
        system = START.plusSeconds(20);
        step.refreshExactly();
        assertThat(a.watermark()).isEqualTo(START.plusSeconds(22));
        assertThat(b.watermark()).isEqualTo(START.plusSeconds(2));
        b.onItem(START.plusSeconds(9), out::add); // moves it on while it stands
        assertThat(b.watermark()).isEqualTo(START.plusSeconds(4));
        system = START.plusSeconds(31);
        step.refreshExactly();
        assertThat(b.watermark()).isEqualTo(START.plusSeconds(5));
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
