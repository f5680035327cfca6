package io.waxwing.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.DataStream;
import io.waxwing.Dataflow;
import io.waxwing.KeyedStream;
import io.waxwing.connector.DynamicSink;
import io.waxwing.connector.DynamicSource;
import io.waxwing.connector.PartitionContext;
import io.waxwing.connector.SinkPartition;
import io.waxwing.connector.SourcePartition;
import io.waxwing.connector.SourceStatus;
import io.waxwing.operator.Emitter;
import io.waxwing.recovery.RecoveryConfig;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunnerTest {
    @Test
    void a_chain_of_stateless_steps_keeps_the_order() throws Exception {
        var sink = new TestingSink<Integer>();
        var flow = new Dataflow("basic");
        flow.input("in", TestingSource.of(1, 2, 3, 4))
                .map("plus", n -> n + 1)
                .filter("even", n -> n % 2 == 0)
                .flatMap("twice", n -> List.of(n, n))
                .output("out", sink);

        Runner.run(flow);

        assertThat(sink.items()).containsExactly(2, 2, 4, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void a_running_count_per_key_is_the_same_at_every_scale(int workers) throws Exception {
        List<Integer> numbers = IntStream.range(0, 50_000).boxed().toList();
        var sink = new TestingSink<String>();
        var flow = new Dataflow("counts");
        flow.input("in", TestingSource.from(numbers).batchSize(100))
                .keyOn("key", n -> "k" + n % 1000)
                .statefulMap("count", () -> new int[1], (count, n) -> ++count[0])
                .map("format", (key, n) -> key + "=" + n)
                .output("out", sink);

        Runner.run(flow, RunConfig.workers(workers));

        List<String> expected = new ArrayList<>();
        for (int k = 0; k < 1000; k++) {
            for (int n = 1; n <= 50; n++) {
                expected.add("k" + k + "=" + n);
            }
        }
        assertThat(sink.items().stream().sorted())
                .containsExactlyElementsOf(expected.stream().sorted().toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void final_counts_come_once_per_key(int workers) throws Exception {
        List<Integer> numbers = IntStream.range(0, 20_000).boxed().toList();
        var sink = new TestingSink<String>();
        var flow = new Dataflow("counts");
        flow.input("in", TestingSource.from(numbers).batchSize(50))
                .redistribute("spread")
                .countFinal("count", n -> n % 7)
                .map("format", (key, n) -> key + "=" + n)
                .output("out", sink);

        Runner.run(flow, RunConfig.workers(workers).withEpochInterval(Duration.ofMillis(1)));

        assertThat(sink.items())
                .containsExactlyInAnyOrder("0=2858", "1=2857", "2=2857", "3=2857", "4=2857", "5=2857", "6=2857");
    }

    @Test
    void every_batch_may_be_an_epoch() throws Exception {
        var sink = new TestingSink<Integer>();
        List<Long> epochs = java.util.Collections.synchronizedList(new ArrayList<>());
        var flow = new Dataflow("epochs");
        flow.input("in", TestingSource.of(1, 2, 3))
                .inspectDebug("look", (step, item, epoch, worker) -> epochs.add(epoch))
                .output("out", sink);

        Runner.run(flow, RunConfig.workers(2).withEpochInterval(Duration.ZERO));

        assertThat(epochs).containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_source_that_is_idle_is_asked_again_when_every_batch_is_an_epoch() throws Exception {
        var sink = new TestingSink<Integer>();
        var flow = new Dataflow("idle");
        flow.input("in", TestingSource.of(1, 2).pause(Duration.ofMillis(20)).then(3))
                .output("out", sink);

        Runner.run(flow, RunConfig.workers(1).withEpochInterval(Duration.ZERO));

        assertThat(sink.items()).containsExactly(1, 2, 3);
    }

    @Test
    void a_diamond_with_an_exchange_in_one_arm_gives_all_items() throws Exception {
        var sink = new TestingSink<String>();
        var flow = new Dataflow("diamond");
        var in = flow.input(
                "in", TestingSource.from(IntStream.range(0, 5000).boxed().toList()));
        var left = in.map("left", n -> "l" + n);
        var right = in.redistribute("spread").flatMap("right", n -> List.of("r" + n, "s" + n));
        DataStream.merge("both", left, right).output("out", sink);

        Runner.run(flow, RunConfig.workers(3));

        assertThat(sink.items()).hasSize(15_000).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void a_failure_names_step_worker_epoch_and_key(int workers) {
        var flow = new Dataflow("bad");
        flow.input("in", TestingSource.of(1, 2, 0))
                .keyOn("key", n -> "k")
                .statefulMap("divide", () -> 1, (one, n) -> one / n)
                .output("out", new TestingSink<>());

        assertThatThrownBy(() -> Runner.run(flow, RunConfig.workers(workers)))
                .isInstanceOf(FlowException.class)
                .hasMessageMatching(
                        "step \"bad.divide\" \\(worker \\d, epoch 1, key \"k\", item \"0\"\\): java.lang.ArithmeticException: / by zero");
    }

    /** Numbers without end, on the first worker only. */
    private record Numbers() implements DynamicSource<Integer> {
        @Override
        public SourcePartition<Integer> build(PartitionContext context) {
            return new SourcePartition<>() {
                private int next;

                @Override
                public SourceStatus nextBatch(Emitter<? super Integer> out) {
                    if (context.workerIndex() > 0) {
                        return SourceStatus.DONE;
                    }
                    out.emit(next++);
                    return SourceStatus.MORE;
                }
            };
        }
    }

    record Holder(Object held) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_key_that_could_not_be_routed_is_refused_by_the_step_that_keeps_it(int workers) {
        assertKeyRefused(workers, new Holder(1), new Holder(new Object()), "has no hash that is the same");
        assertKeyRefused(workers, List.of("a"), List.of(new Object()), "has no hash that is the same");
        assertKeyRefused(workers, "a", new Object(), "has no hash that is the same");
    }

    private static void assertKeyRefused(int workers, Object good, Object bad, String message) {
        List<Function<KeyedStream<Object, Integer>, KeyedStream<Object, Long>>> counts = List.of(
                keyed -> keyed.statefulMap("count", () -> new long[1], (count, n) -> ++count[0]),
                keyed -> keyed.countFinal("count"));
        for (var count : counts) {
            var flow = new Dataflow("counts");
            var keyed = flow.input("in", TestingSource.of(1, 2, 3)).keyOn("key", n -> n == 3 ? bad : good);
            count.apply(keyed).output("out", new TestingSink<>());

            assertThatThrownBy(() -> Runner.run(flow, RunConfig.workers(workers)))
                    .isInstanceOf(FlowException.class)
                    .hasMessageStartingWith("step \"counts.count")
                    .hasMessageContaining(message);
        }
    }

    @Test
    void an_endless_flow_ends_its_epoch_when_stopped() throws Exception {
        var sink = new TestingSink<Integer>();
        var enough = new CountDownLatch(100);
        var flow = new Dataflow("endless");
        flow.input("in", new Numbers())
                .redistribute("spread")
                .inspect("count", n -> enough.countDown())
                .output("out", sink);
        try (RunningFlow run = Runner.start(flow, RunConfig.workers(2))) {
            assertThat(enough.await(10, TimeUnit.SECONDS)).isTrue();
            run.stop();
            run.await();
            assertThat(run.isStopped()).isTrue();
        }
        List<Integer> items = sink.items();
        assertThat(items)
                .hasSizeGreaterThanOrEqualTo(100)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, items.size()).boxed().toList());
    }

    @Test
    void a_flow_that_is_closed_has_not_ended_by_itself() throws Exception {
        var enough = new CountDownLatch(100);
        var endless = new Dataflow("endless");
        endless.input("in", new Numbers())
                .inspect("count", n -> enough.countDown())
                .output("out", new TestingSink<>());
        try (RunningFlow run = Runner.start(endless, RunConfig.workers(2))) {
            assertThat(enough.await(10, TimeUnit.SECONDS)).isTrue();
            run.close();
            run.await();
            assertThat(run.isStopped()).isTrue();
        }
        var brief = new Dataflow("brief");
        brief.input("in", TestingSource.of(1)).output("out", new TestingSink<>());
        try (RunningFlow run = Runner.start(brief, RunConfig.workers(2))) {
            run.await();
            run.close();
            assertThat(run.isStopped()).isFalse();
        }
    }

    @Test
    void a_worker_that_waits_in_user_code_does_not_hold_up_the_end_when_another_fails() {
        var never = new CountDownLatch(1);
        DynamicSource<Integer> workers = context -> new SourcePartition<>() {
            @Override
            public SourceStatus nextBatch(Emitter<? super Integer> out) {
                out.emit(context.workerIndex());
                return SourceStatus.DONE;
            }
        };
        var flow = new Dataflow("bad");
        flow.input("in", workers)
                .map("wait", n -> {
                    if (n == 0) {
                        never.await();
                    }
                    return 1 / (n - 1);
                })
                .output("out", new TestingSink<>());

        assertThatThrownBy(() -> Runner.run(flow, RunConfig.workers(2))).hasMessageContaining("/ by zero");
    }

    @Test
    void an_interrupt_of_the_caller_stops_the_flow() throws Exception {
        var enough = new CountDownLatch(100);
        var closed = new CountDownLatch(1);
        var flow = new Dataflow("endless");
        flow.input("in", new Numbers())
                .inspect("count", n -> enough.countDown())
                .output("out", (DynamicSink<Integer>) context -> new SinkPartition<>() {
                    @Override
                    public void writeBatch(List<? extends Integer> items) {}

                    @Override
                    public void close() {
                        closed.countDown();
                    }
                });
        var thrown = new CompletableFuture<Throwable>();
        var caller = new Thread(() -> {
            try {
                Runner.run(flow);
            } catch (Throwable e) {
                thrown.complete(e);
            }
        });
        caller.start();
        assertThat(enough.await(10, TimeUnit.SECONDS)).isTrue();
        caller.interrupt();

        assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(closed.await(10, TimeUnit.SECONDS))
                .as("its partitions are closed")
                .isTrue();
    }

    @Test
    void an_epoch_may_last_for_ever(@TempDir Path dir) throws Exception {
        var sink = new TestingSink<Integer>();
        var flow = new Dataflow("long").input("in", TestingSource.of(1, 2)).output("out", sink);
        Duration ever = ChronoUnit.FOREVER.getDuration();

        Runner.run(
                flow,
                RunConfig.workers(1)
                        .withEpochInterval(ever)
                        .withRecovery(new RecoveryConfig(dir.resolve("r"), 1, ever)));

        assertThat(sink.items()).containsExactly(1, 2);
    }
}
