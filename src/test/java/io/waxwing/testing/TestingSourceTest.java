package io.waxwing.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.connector.Drain;
import io.waxwing.connector.HandMadeContext;
import io.waxwing.connector.ResumeRefusedException;
import io.waxwing.connector.SourceStatus;
import io.waxwing.connector.StatefulSourcePartition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TestingSourceTest {
    private final ManualClock clock = ManualClock.at(Instant.EPOCH);

    @Test
    void items_come_in_order_one_a_batch() throws Exception {
        var source = TestingSource.of(1, 2).then(3);
        assertThat(source.listPartitions()).containsExactly("iterable");
        var partition = build(source, null);
        assertThat(batch(partition)).containsExactly(1);
        assertThat(partition.snapshot()).isEqualTo(1);
        assertThat(Drain.partition(partition)).containsExactly(2, 3);
        assertThat(partition.snapshot()).isEqualTo(3);
    }

    @Test
    void batches_are_as_large_as_asked_and_end_at_a_sentinel() throws Exception {
        var partition = build(
                TestingSource.of(1, 2, 3, 4, 5)
                        .batchSize(2)
                        .pause(Duration.ZERO)
                        .then(6),
                null);
        assertThat(batch(partition)).containsExactly(1, 2);
        assertThat(batch(partition)).containsExactly(3, 4);
        assertThat(batch(partition)).containsExactly(5);
        assertThat(batch(partition)).isEmpty();
        assertThat(batch(partition)).containsExactly(6);
    }

    @Test
    void resume_at_every_position_gives_the_rest() throws Exception {
        var source = TestingSource.from(IntStream.range(0, 10).boxed().toList());
        for (var position = 0; position <= 10; position++) {
            assertThat(Drain.from(source, "iterable", position))
                    .containsExactlyElementsOf(
                            IntStream.range(position, 10).boxed().toList());
        }
        assertThatThrownBy(() -> build(source, 11))
                .isInstanceOf(ResumeRefusedException.class)
                .hasMessageContaining("only 10 items");
    }

    @Test
    void an_end_stops_and_the_next_execution_goes_on_behind_it() throws Exception {
        var source = TestingSource.of("a").eof().then("b");
        var first = build(source, null);
        assertThat(Drain.partition(first)).containsExactly("a");
        assertThat(first.snapshot()).isEqualTo(2);
        var second = build(source, 2);
        assertThat(Drain.partition(second)).containsExactly("b");
        assertThat(second.snapshot()).isEqualTo(3);
        assertThat(Drain.from(source, "iterable", 3)).isEmpty();
    }

    @Test
    void an_abort_happens_once_also_when_built_again() throws Exception {
        var source = TestingSource.of("a").abort().then("b").abort();
        assertThatThrownBy(() -> Drain.partition(build(source, null))).isInstanceOf(AbortExecution.class);
        assertThatThrownBy(() -> Drain.partition(build(source, null))).isInstanceOf(AbortExecution.class);
        assertThat(Drain.partition(build(source, null))).containsExactly("a", "b");
    }

    @Test
    void sources_made_from_one_another_do_not_change_each_other() throws Exception {
        var base = TestingSource.of(1);
        var longer = base.then(2).batchSize(5);
        assertThat(Drain.all(base)).containsExactly(1);
        assertThat(Drain.all(longer)).containsExactly(1, 2);
    }

    @Test
    void a_pause_lasts_as_long_as_said_by_the_clock_of_the_runner() throws Exception {
        var partition = build(TestingSource.of(1).pause(Duration.ofSeconds(5)).then(2), null);
        assertThat(batch(partition)).containsExactly(1);
        assertThat(partition.nextAwake()).isNull();
        assertThat(batch(partition)).isEmpty();
        assertThat(partition.nextAwake()).isEqualTo(Instant.EPOCH.plusSeconds(5));
        clock.advance(Duration.ofMillis(4_999));
        assertThat(batch(partition)).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(batch(partition)).containsExactly(2);
        assertThat(partition.nextAwake()).isNull();
    }

    @Test
    void an_endless_iterable_is_pulled_as_items_are_emitted() throws Exception {
        var partition =
                build(TestingSource.from(() -> IntStream.iterate(0, i -> i + 1).iterator()), 7);
        assertThat(batch(partition)).containsExactly(7);
    }

    @Test
    void the_sink_keeps_what_all_workers_write() throws Exception {
        var sink = new TestingSink<Integer>();
        sink.build(HandMadeContext.worker(0, 2)).writeBatch(List.of(1, 2));
        var before = sink.items();
        sink.build(HandMadeContext.worker(1, 2)).writeBatch(List.of(3));
        assertThat(before).containsExactly(1, 2);
        assertThat(sink.items()).containsExactly(1, 2, 3);
    }

    private <T> StatefulSourcePartition<T, Integer> build(TestingSource<T> source, Integer resume) throws Exception {
        return source.build(HandMadeContext.at(clock), "iterable", resume);
    }

    private static <T> List<T> batch(StatefulSourcePartition<T, ?> partition) throws Exception {
        var items = new ArrayList<T>();
        assertThat(partition.nextBatch(items::add)).isEqualTo(SourceStatus.MORE);
        return items;
    }
}
