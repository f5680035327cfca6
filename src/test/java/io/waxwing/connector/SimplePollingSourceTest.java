package io.waxwing.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.operator.KeyValue;
import io.waxwing.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SimplePollingSourceTest {
    private final ManualClock clock = ManualClock.at(Instant.EPOCH);
    private final List<Object> items = new ArrayList<>();

    /** Counts up; other things happen at 2, 3 and 5. */
    private static final class Counter extends SimplePollingSource<Integer, Integer> {
        private int next;

        Counter() {
            super(Duration.ofSeconds(10));
        }

        @Override
        protected Integer nextItem() {
            var item = next++;
            return switch (item) {
                case 2 -> null;
                case 3 -> retryAfter(Duration.ofSeconds(3));
                case 5 -> finish();
                default -> item;
            };
        }

        @Override
        protected Integer snapshot() {
            return next;
        }

        @Override
        protected void restore(Integer snapshot) {
            next = snapshot;
        }
    }

    @Test
    void items_come_at_the_interval_and_not_before() throws Exception {
        var partition = build(new Counter(), null);
        assertThat(poll(partition)).containsExactly(0);
        assertThat(partition.nextAwake()).isEqualTo(Instant.EPOCH.plusSeconds(10));
        assertThat(poll(partition)).containsExactly(0);
        clock.advance(Duration.ofSeconds(10));
        assertThat(partition.nextAwake()).isNull();
        assertThat(poll(partition)).containsExactly(0, 1);
    }

    @Test
    void nothing_now_waits_for_the_interval_or_for_the_time_said_and_finish_ends() throws Exception {
        var partition = build(new Counter(), 2);
        assertThat(poll(partition)).isEmpty();
        assertThat(partition.nextAwake()).isEqualTo(Instant.EPOCH.plusSeconds(10));
        clock.advance(Duration.ofSeconds(10));
        poll(partition);
        assertThat(partition.nextAwake()).isEqualTo(Instant.EPOCH.plusSeconds(13));
        clock.advance(Duration.ofSeconds(3));
        assertThat(poll(partition)).containsExactly(4);
        clock.advance(Duration.ofSeconds(10));
        assertThat(partition.nextBatch(items::add)).isEqualTo(SourceStatus.DONE);
        assertThat(items).containsExactly(4);
        assertThat(partition.snapshot()).isEqualTo(6);
    }

    @Test
    void an_execution_goes_on_from_what_was_saved() throws Exception {
        var first = build(new Counter(), null);
        poll(first);
        var second = build(new Counter(), first.snapshot());
        assertThat(poll(second)).containsExactly(0, 1);
    }

    @Test
    void polls_that_were_missed_are_not_made_up_for() throws Exception {
        var partition = build(new Counter(), null);
        poll(partition);
        clock.advance(Duration.ofSeconds(35));
        assertThat(poll(partition)).containsExactly(0, 1);
        assertThat(partition.nextAwake()).isEqualTo(Instant.EPOCH.plusSeconds(45));
    }

    @Test
    void a_supplier_is_asked_and_null_emits_nothing() throws Exception {
        var answers = new ArrayDeque<>(List.of("a", "b"));
        var source = (SimplePollingSource<String, ?>) SimplePollingSource.every(Duration.ZERO, answers::poll);
        var partition = build(source, null);
        assertThat(poll(partition)).containsExactly("a");
        assertThat(poll(partition)).containsExactly("a", "b");
        assertThat(poll(partition)).containsExactly("a", "b");
        assertThat(partition.nextAwake()).isNull();
        assertThat(partition.snapshot()).isNull();
        assertThatThrownBy(() -> SimplePollingSource.every(Duration.ofSeconds(-1), () -> 1))
                .hasMessageContaining("at least 0, got PT-1S");
    }

    @Test
    void a_clock_that_goes_back_makes_the_wait_no_longer() throws Exception {
        clock.advance(Duration.ofHours(1));
        var partition = build(new Counter(), null);
        poll(partition);
        clock.advance(Duration.ofHours(-1));
        assertThat(partition.nextAwake()).isEqualTo(Instant.EPOCH.plusSeconds(10));
        clock.advance(Duration.ofSeconds(10));
        assertThat(poll(partition)).containsExactly(0, 1);
    }

    @Test
    void an_interval_may_be_for_ever() throws Exception {
        var source = (SimplePollingSource<String, ?>)
                SimplePollingSource.every(ChronoUnit.FOREVER.getDuration(), () -> "once");
        var partition = build(source, null);
        assertThat(poll(partition)).containsExactly("once");
        clock.advance(Duration.ofDays(1_000));
        assertThat(poll(partition)).containsExactly("once");
    }

    @Test
    void random_metrics_need_no_generator_of_ones_own() throws Exception {
        var source = RandomMetricSource.of("cpu", Duration.ofSeconds(1), 1);
        assertThat(drain(source.build(HandMadeContext.at(clock), "cpu", null))).hasSize(1);
    }

    @Test
    void random_metrics_come_so_often_and_resume_with_what_is_left() throws Exception {
        var source = new RandomMetricSource("cpu", Duration.ofSeconds(1), 3, () -> new Random(7));
        assertThat(source.listPartitions()).containsExactly("cpu");
        var partition = source.build(HandMadeContext.at(clock), "cpu", null);
        assertThat(drain(partition)).hasSize(3).allSatisfy(item -> {
            var metric = (KeyValue<?, ?>) item;
            assertThat(metric.key()).isEqualTo("cpu");
            assertThat((Double) metric.value()).isBetween(0.0, 10.0);
        });
        assertThat(partition.snapshot()).isEqualTo(3);
        items.clear();
        assertThat(drain(source.build(HandMadeContext.at(clock), "cpu", 2))).hasSize(1);
        assertThatThrownBy(() -> RandomMetricSource.of("cpu", Duration.ZERO, -1))
                .hasMessageContaining("at least 0");
    }

    private List<Object> drain(SourcePartition<?> partition) throws Exception {
        while (partition.nextBatch(items::add) == SourceStatus.MORE) {
            clock.advance(Duration.ofSeconds(1));
        }
        return items;
    }

    private <T> List<Object> poll(SourcePartition<T> partition) throws Exception {
        assertThat(partition.nextBatch(items::add)).isEqualTo(SourceStatus.MORE);
        return items;
    }

    private <T, S> StatefulSourcePartition<T, S> build(SimplePollingSource<T, S> source, S resume) throws Exception {
        return source.build(HandMadeContext.at(clock), "poll", resume);
    }
}
