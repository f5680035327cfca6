package io.waxwing.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.Dataflow;
import io.waxwing.connector.DynamicSink;
import io.waxwing.connector.DynamicSource;
import io.waxwing.connector.SimplePollingSource;
import io.waxwing.connector.SinkPartition;
import io.waxwing.connector.SourcePartition;
import io.waxwing.connector.SourceStatus;
import io.waxwing.operator.Emitter;
import io.waxwing.operator.KeyValue;
import io.waxwing.runtime.FlowException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TestRunnerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static Dataflow counts(TestingSink<KeyValue<String, Long>> out) {
        return new Dataflow("counts")
                .input("words", TestingSource.of("a", "b", "a", "c", "a"))
                .redistribute("spread")
                .countFinal("count", word -> word)
                .output("out", out);
    }

    @Test
    void a_cluster_of_any_shape_gives_what_one_worker_gives() {
        for (int processes = 1; processes <= 3; processes++) {
            for (int workers = 1; workers <= 3; workers++) {
                var out = new TestingSink<KeyValue<String, Long>>();

                TestRunner.of(() -> counts(out))
                        .cluster(processes, workers)
                        .seed(7)
                        .run();

                assertThat(out.items())
                        .containsExactlyInAnyOrder(
                                new KeyValue<>("a", 3L), new KeyValue<>("b", 1L), new KeyValue<>("c", 1L));
            }
        }
    }

    private static List<Integer> order(long seed) {
        var out = new TestingSink<Integer>();
        TestRunner.of(() -> new Dataflow("order")
                        .input(
                                "in",
                                TestingSource.from(
                                                IntStream.range(0, 30).boxed().toList())
                                        .batchSize(10))
                        .redistribute("spread")
                        .output("out", out))
                .cluster(2, 2)
                .seed(seed)
                .run();
        return out.items();
    }

    @Test
    void the_same_seed_gives_the_same_run_and_other_seeds_give_others() {
        Set<List<Integer>> orders = new HashSet<>();
        for (long seed = 0; seed < 10; seed++) {
            assertThat(order(seed)).isEqualTo(order(seed));
            orders.add(order(seed));
        }

        assertThat(orders).hasSizeGreaterThan(3);
    }

    @Test
    void items_for_another_process_are_copies_and_items_for_the_own_process_are_the_same_objects() {
        var sent = List.of("x");
        var received = new TestingSink<List<String>>();

        TestRunner.of(() -> new Dataflow("copies")
                        .input("in", TestingSource.of(sent, sent))
                        .redistribute("spread")
                        .output("out", received))
                .cluster(2, 1)
                .run();

        assertThat(received.items()).hasSize(2).allSatisfy(item -> assertThat(item)
                .isEqualTo(sent));
        assertThat(received.items().stream().filter(item -> item == sent)).hasSize(1);
    }

    @Test
    void time_passes_only_while_all_workers_wait() {
        var clock = ManualClock.at(START);
        List<Instant> seen = new ArrayList<>();

        TestRunner.of(() -> new Dataflow("time")
                        .input(
                                "in",
                                TestingSource.of(1).pause(Duration.ofHours(30)).then(2))
                        .inspect("note", item -> seen.add(clock.instant()))
                        .output("out", new TestingSink<>()))
                .time(clock)
                .run();

        assertThat(seen).containsExactly(START, START.plus(Duration.ofHours(30)));
    }

    @Test
    void every_batch_is_an_epoch_when_the_interval_is_zero() {
        Set<Long> epochs = new HashSet<>();

        TestRunner.of(() -> new Dataflow("epochs")
                        .input("in", TestingSource.of(1, 2, 3))
                        .inspectDebug("note", (step, item, epoch, worker) -> epochs.add(epoch))
                        .output("out", new TestingSink<>()))
                .cluster(1, 2)
                .epochInterval(Duration.ZERO)
                .run();

        assertThat(epochs).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void a_failure_names_the_step_and_closes_what_was_opened() {
        var closed = new AtomicInteger();
        DynamicSink<Object> sink = context -> new SinkPartition<Object>() {
            @Override
            public void writeBatch(List<?> items) {
                throw new IllegalStateException("disk full");
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };

        assertThatThrownBy(() -> TestRunner.of(() -> new Dataflow("bad")
                                .input("in", TestingSource.of(1))
                                .output("out", sink))
                        .cluster(2, 1)
                        .run())
                .isInstanceOf(FlowException.class)
                .hasMessageContaining("step \"bad.out\"")
                .hasMessageContaining("disk full");
        assertThat(closed).hasPositiveValue();
    }

    @Test
    void a_cluster_that_is_stuck_says_where_it_is_and_closes_what_was_opened() {
        var closed = new AtomicInteger();
        DynamicSource<Integer> never = context -> new SourcePartition<>() {
            @Override
            public SourceStatus nextBatch(Emitter<? super Integer> out) {
                return SourceStatus.MORE;
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };

        assertThatThrownBy(() -> TestRunner.of(
                                () -> new Dataflow("stuck").input("in", never).output("out", new TestingSink<>()))
                        .cluster(1, 2)
                        .epochInterval(Duration.ofDays(30))
                        .run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the cluster is stuck:\n");
        assertThat(closed).hasValue(2);
    }

    @Test
    void processes_that_build_different_flows_are_refused() {
        var built = new AtomicInteger();

        assertThatThrownBy(() -> TestRunner.of(() -> new Dataflow("flow")
                                .input("in" + built.incrementAndGet(), TestingSource.of(1))
                                .output("out", new TestingSink<>()))
                        .cluster(2, 1)
                        .run())
                .isInstanceOf(FlowException.class)
                .hasMessageContaining("process 1 built another dataflow than process 0");
    }

    @Test
    void nothing_is_saved_from_one_run_to_the_next() {
        var out = new TestingSink<Integer>();
        var runner = TestRunner.of(() -> new Dataflow("sums")
                .input("in", TestingSource.of(1, 2))
                .keyOn("key", n -> "k")
                .scan("sum", () -> 0, Integer::sum)
                .keyRm("sums")
                .output("out", out));

        runner.run();
        runner.run();

        assertThat(out.items()).containsExactly(1, 3, 1, 3);
    }

    @Test
    void a_run_ends_when_a_polling_source_says_so() {
        var out = new TestingSink<Integer>();

        TestRunner.of(() -> new Dataflow("polls")
                        .input("in", new SimplePollingSource<Integer, Void>(Duration.ofMinutes(1)) {
                            private int polls;

                            @Override
                            protected Integer nextItem() {
                                if (polls == 3) {
                                    return finish();
                                }
                                return polls++;
                            }
                        })
                        .output("out", out))
                .run();

        assertThat(out.items()).containsExactly(0, 1, 2);
    }
}
