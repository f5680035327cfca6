package io.waxwing.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.waxwing.Dataflow;
import io.waxwing.Step;
import io.waxwing.WindowedStream;
import io.waxwing.connector.DynamicSource;
import io.waxwing.connector.PartitionContext;
import io.waxwing.connector.Source;
import io.waxwing.connector.SourcePartition;
import io.waxwing.connector.SourceStatus;
import io.waxwing.operator.KeyValue;
import io.waxwing.runtime.RunConfig;
import io.waxwing.runtime.Runner;
import io.waxwing.runtime.RunningFlow;
import io.waxwing.testing.ManualClock;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import io.waxwing.window.EventClock;
import io.waxwing.window.SystemClock;
import io.waxwing.window.WindowClock;
import io.waxwing.window.Windower;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The step behind windows: when it wants to be woken, and what it leaves behind. */
class WindowStepTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final ManualClock clock = ManualClock.at(NOW);
    private long emitted;

    private final class Place implements StepContext, Downstream {
        @Override
        public long epoch() {
            return 1;
        }

        @Override
        public int worker() {
            return 0;
        }

        @Override
        public InstantSource time() {
            return clock;
        }

        @Override
        public void push(Object key, Object item) {
            emitted++;
        }

        @Override
        public void flush() {
            // nothing is gathered
        }
    }

    private WindowStep step(
            WindowClock<? super Instant> windowClock,
            Windower windower,
            Consumer<WindowedStream<Object, Instant>> make) {
        return step(stateful(windowClock, windower, make));
    }

    private static Step.Stateful stateful(
            WindowClock<? super Instant> windowClock,
            Windower windower,
            Consumer<WindowedStream<Object, Instant>> make) {
        var flow = new Dataflow("test");
        make.accept(flow.inputKeyed("in", TestingSource.<KeyValue<Object, Instant>>of())
                .window(windowClock, windower));
        return (Step.Stateful) flow.steps().get(1);
    }

    private WindowStep step(Step.Stateful step) {
        return step(step, false);
    }

    private WindowStep step(Step.Stateful step, boolean saving) {
        var place = new Place();
        List<Object> functions = new ArrayList<>(step.functions());
        functions.add(saving);
        return new WindowStep(new StepSite(step.id(), new Gate(), place), functions, new Downstream[] {place});
    }

    private static void give(WindowStep step, Object key, Instant value) {
        step.run(new Object[] {key}, new Object[] {value}, 0, 1);
        step.flush();
    }

    /** Lets the step do what is due, as long as something is. */
    private int fireAll(WindowStep step) {
        int rounds = 0;
        for (Instant due; (due = step.nextDue()) != null && !due.isAfter(clock.instant()); rounds++) {
            step.fireDue(clock.instant());
        }
        return rounds;
    }

    @Test
    void a_million_keys_of_sessions_leave_nothing_when_these_have_closed() {
        WindowStep step =
                step(EventClock.of(v -> v, Duration.ZERO), Windower.session(Duration.ofSeconds(10)), w -> w.count("n"));
        give(step, -1, NOW);
        clock.advance(Duration.ofMinutes(1));
        fireAll(step);
        long before = used();
        int keys = 1_000_000;
        for (int first = 0; first < keys; first += 1000) {
            var batch = new Object[1000];
            var values = new Object[1000];
            for (int i = 0; i < 1000; i++) {
                batch[i] = first + i;
                values[i] = NOW;
            }
            step.run(batch, values, 0, 1000);
            step.flush();
        }
        assertThat(step.size()).isEqualTo(keys);

        clock.advance(Duration.ofSeconds(5));
        fireAll(step);
        assertThat(step.size()).isEqualTo(keys);
        clock.advance(Duration.ofSeconds(6));
        fireAll(step);

        assertThat(step.size()).isZero();
        assertThat(emitted).isEqualTo(2L * (keys + 1));
        assertThat(step.nextDue()).isNull();
        // the table's slots are kept for keys to come: 8 MiB
        assertThat(used() - before).isLessThan(20L << 20);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void a_backlog_a_year_old_asks_to_be_woken_when_its_watermark_gets_there() {
        WindowStep step = step(
                EventClock.of(v -> v, Duration.ofSeconds(5)),
                Windower.tumbling(Duration.ofSeconds(10)),
                w -> w.count("n"));
        Instant lastYear = NOW.minus(Duration.ofDays(365));
        for (int i = 0; i < 1000; i++) {
            give(step, "k" + i % 10, lastYear.plusMillis(i * 100));
        }
        clock.advance(Duration.ofMillis(20));
        fireAll(step);

        // the last value of a key is from 99.9 s at the latest, its window closes at 100 s, 5 s are waited
        int looks = 0;
        while (step.nextDue()
                .isBefore(NOW.plusSeconds(5))) { // once for each key at the most, where its time was before it moved on
            clock.advance(Duration.between(clock.instant(), step.nextDue()));
            looks += fireAll(step);
            assertThat(step.size()).isEqualTo(10);
        }
        assertThat(looks).isLessThanOrEqualTo(10);
        assertThat(step.nextDue()).isBefore(NOW.plusSeconds(6).plusMillis(100));
        clock.advance(Duration.between(clock.instant(), NOW.plusSeconds(7)));
        assertThat(fireAll(step)).isPositive();
        assertThat(step.size()).isZero();
        assertThat(step.nextDue()).isNull();
    }

    @Test
    void a_key_that_is_due_much_later_is_looked_at_once_after_it_moved_and_then_woken_when_it_is_due() {
        WindowStep step = step(
                EventClock.of(v -> v, Duration.ofMinutes(5)),
                Windower.tumbling(Duration.ofSeconds(10)),
                w -> w.count("n"));
        give(step, "k", NOW);
        assertThat(wakeUps(step, 1)).allMatch(look -> isLook(look, NOW));
        assertThat(step.nextDue()).isEqualTo(NOW.plusSeconds(310));

        Instant moved = clock.instant();
        give(step, "k", NOW.plusSeconds(9)); // which is 8 s earlier than by time alone
        Instant due = moved.plusSeconds(301);
        List<Instant> woken = wakeUps(step, 3);
        Instant set = moved.plusMillis(10);
        assertThat(woken.get(0)).isEqualTo(set);
        assertThat(woken.get(1)).matches(look -> isLook(look, set));
        assertThat(woken.get(2)).isEqualTo(due);
        assertThat(step.size()).isZero();
        assertThat(step.nextDue()).isNull();
    }

    private static boolean isLook(Instant at, Instant set) {
        return !at.isBefore(set.plusSeconds(1)) && at.isBefore(set.plusSeconds(2));
    }

    private List<Instant> wakeUps(WindowStep step, int count) {
        List<Instant> woken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clock.advance(Duration.between(clock.instant(), step.nextDue()));
            woken.add(clock.instant());
            fireAll(step);
        }
        return woken;
    }

    @Test
    void a_clock_of_a_users_own_that_stands_still_is_looked_at_now_and_then_only() {
        WindowStep step = step(
                EventClock.<Instant>of(v -> v, Duration.ZERO).withNow(() -> NOW),
                Windower.tumbling(Duration.ofNanos(50)),
                w -> w.count("n"));
        give(step, "k", NOW);
        clock.advance(Duration.ofMillis(20));
        int rounds = 0;
        for (int i = 0; i < 100; i++) {
            rounds += fireAll(step);
            clock.advance(Duration.ofMillis(1));
        }

        assertThat(rounds).isBetween(2, 12);
        assertThat(step.size()).isOne();
    }

    @Test
    void keys_are_left_alone_while_a_clock_of_a_users_own_stands_still() {
        var own = ManualClock.at(NOW);
        List<Instant> saved = new ArrayList<>();
        for (Windower windower :
                List.of(Windower.tumbling(Duration.ofSeconds(10)), Windower.session(Duration.ofSeconds(10)))) {
            saved.clear();
            emitted = 0;
            Step.Stateful made =
                    stateful(EventClock.<Instant>of(v -> v, Duration.ZERO).withNow(own), windower, w -> w.count("n"));
            WindowStep step = step(made, true);
            give(step, "k", own.instant());
            step.saveChanges((key, state) -> saved.add(clock.instant()));
            for (int i = 0; i < 1000; i++) {
                clock.advance(Duration.ofMillis(100));
                fireAll(step);
                step.saveChanges((key, state) -> saved.add(clock.instant()));
            }
            assertThat(saved)
                    .as("saved once, or twice where it was looked at once")
                    .hasSizeLessThanOrEqualTo(2);
            assertThat(emitted).isZero();

            own.advance(Duration.ofSeconds(30));
            clock.advance(Duration.ofMillis(20));
            fireAll(step);
            assertThat(emitted).as("a result and what is said of the window").isEqualTo(2);
            assertThat(step.size()).isZero();
        }
    }

    @Test
    void a_clock_that_fails_or_gives_null_is_told_with_the_step() {
        var clock = EventClock.<Instant>of(v -> v, Duration.ZERO);
        for (Windower windower :
                List.of(Windower.tumbling(Duration.ofSeconds(10)), Windower.session(Duration.ofSeconds(10)))) {
            assertThatThrownBy(() -> step(
                            clock.withNow(() -> {
                                throw new IllegalStateException("no time");
                            }),
                            windower,
                            w -> w.count("n")))
                    .isInstanceOf(StepFailure.class)
                    .hasMessage("test.n")
                    .hasRootCauseMessage("no time");
            var times = new ArrayList<>(Arrays.asList(NOW, null));
            WindowStep step = step(
                    clock.withNow(() -> times.size() > 1 ? times.remove(0) : times.get(0)),
                    windower,
                    w -> w.count("n"));
            assertThatThrownBy(() -> give(step, "k", NOW))
                    .isInstanceOf(StepFailure.class)
                    .hasRootCauseMessage("the source of a clock's time gave null");
        }
    }

    private interface Run {
        void run() throws Exception;
    }

    /** What is said during a run. */
    private static List<ILoggingEvent> heard(Run run) throws Exception {
        var heard = new ListAppender<ILoggingEvent>();
        Logger log = (Logger) LoggerFactory.getLogger("io.waxwing.window");
        Level before = log.getLevel();
        log.setLevel(Level.WARN);
        log.setAdditive(false);
        log.addAppender(heard);
        heard.start();
        try {
            run.run();
        } finally {
            log.detachAppender(heard);
            log.setAdditive(true);
            log.setLevel(before);
        }
        return heard.list;
    }

    /** Gives each of some steps a late value a second, for so long, and ends it. */
    private List<ILoggingEvent> heard(int seconds, WindowStep... steps) throws Exception {
        return heard(() -> {
            for (WindowStep step : steps) {
                give(step, "k", NOW);
                for (int second = 0; second < seconds; second++) {
                    give(step, "k", NOW.minusSeconds(20));
                    clock.advance(Duration.ofSeconds(1));
                }
                step.close();
            }
        });
    }

    private static Step.Stateful counts() {
        return stateful(
                EventClock.of(v -> v, Duration.ofSeconds(5)),
                Windower.tumbling(Duration.ofHours(1)),
                w -> w.count("n"));
    }

    @Test
    void late_values_are_counted_and_shown_once_a_minute_and_at_the_end() throws Exception {
        List<ILoggingEvent> heard = heard(90, step(counts()));

        assertThat(heard)
                .extracting(ILoggingEvent::getFormattedMessage)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith(
                                        "step \"test.n\" (worker 0): 1 late values so far, e.g. one of key k with timestamp"
                                                + " 2025-12-31T23:59:40Z when the watermark was 2025-12-31T23:59:55Z"),
                        second -> assertThat(second).startsWith("step \"test.n\" (worker 0): 61 late values so far"),
                        last -> assertThat(last).startsWith("step \"test.n\" (worker 0): 90 late values in this run"));
        assertThat(heard).extracting(ILoggingEvent::getLevel).containsOnly(Level.WARN);
    }

    @Test
    void a_flow_that_runs_again_counts_its_late_values_anew() throws Exception {
        Step.Stateful counts = counts();

        assertThat(heard(1, step(counts), step(counts)))
                .extracting(ILoggingEvent::getFormattedMessage)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains(": 1 late values so far"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_short_run_tells_how_many_late_values_it_had_also_when_it_is_stopped(boolean stopped) throws Exception {
        var late = new CountDownLatch(5);
        List<Instant> values = new ArrayList<>(Collections.nCopies(6, NOW.minusSeconds(20)));
        values.set(0, NOW);
        Source<Instant> source = stopped ? new ThenNothing(values) : TestingSource.from(values);
        var flow = new Dataflow("short");
        flow.input("in", source)
                .keyOn("key", value -> "k")
                .window(EventClock.of(v -> v, Duration.ofSeconds(5)), Windower.tumbling(Duration.ofHours(1)))
                .count("n")
                .late()
                .inspect("see", (key, value) -> late.countDown())
                .output("out", new TestingSink<>());

        List<ILoggingEvent> heard = heard(() -> {
            try (RunningFlow run = Runner.start(flow, RunConfig.workers(2))) {
                assertThat(late.await(10, TimeUnit.SECONDS)).isTrue();
                if (stopped) {
                    run.stop();
                }
                run.await();
                assertThat(run.isStopped()).isEqualTo(stopped);
            }
        });

        assertThat(heard)
                .extracting(ILoggingEvent::getFormattedMessage)
                .satisfiesExactly(
                        first -> assertThat(first).contains(": 1 late values so far"),
                        last -> assertThat(last).contains(": 5 late values in this run"));
    }

    /** Some values, and then nothing more without an end. */
    private record ThenNothing(List<Instant> values) implements DynamicSource<Instant> {
        @Override
        public SourcePartition<Instant> build(PartitionContext context) {
            List<Instant> left = new ArrayList<>(context.workerIndex() == 0 ? values : List.of());
            return out -> {
                left.forEach(out::emit);
                left.clear();
                return SourceStatus.MORE;
            };
        }
    }

    @Test
    void a_key_gone_before_its_time_leaves_no_timer() {
        WindowStep step = step(SystemClock.of(), Windower.count(2), w -> w.count("n"));
        give(step, "k", NOW);
        give(step, "k", NOW);

        assertThat(step.size()).isZero();
        clock.advance(Duration.ofMillis(20));
        fireAll(step);
        assertThat(step.nextDue()).isNull();
    }
}
