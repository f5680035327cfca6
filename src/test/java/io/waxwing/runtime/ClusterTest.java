package io.waxwing.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.Dataflow;
import io.waxwing.mesh.Address;
import io.waxwing.mesh.MeshSocket;
import io.waxwing.operator.KeyValue;
import io.waxwing.plan.PlanException;
import io.waxwing.recovery.RecoveryConfig;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole clusters over loopback, their processes in one JVM. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClusterTest {
    record Reading(String station, double value, List<Integer> parts) {}

    /** Runs the same flow in each process; gives what each ended with, null for well. */
    private static List<Throwable> cluster(int processes, int workers, Function<Integer, Dataflow> flows)
            throws Exception {
        return cluster(processes, RunConfig.workers(workers).withFlowLoader(ClusterTest.class.getClassLoader()), flows);
    }

    private static List<Throwable> cluster(int processes, RunConfig config, Function<Integer, Dataflow> flows)
            throws Exception {
        List<CompletableFuture<Throwable>> ends = new ArrayList<>();
        for (ClusterConfig place : LoopbackCluster.places(processes)) {
            int process = place.processId();
            ends.add(CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            Runner.run(flows.apply(process), config.withCluster(place));
                            return null;
                        } catch (Throwable e) {
                            return e;
                        }
                    },
                    task -> new Thread(task, "process-" + process).start()));
        }
        List<Throwable> result = new ArrayList<>();
        for (var end : ends) {
            result.add(end.get());
        }
        return result;
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "2, 3", "3, 2"})
    void counts_are_those_of_one_worker(int processes, int workers) throws Exception {
        List<Integer> numbers = IntStream.range(0, 30_000).boxed().toList();
        List<TestingSink<String>> sinks = Stream.generate(() -> new TestingSink<String>())
                .limit(processes)
                .toList();

        List<Throwable> ends = cluster(processes, workers, process -> {
            var flow = new Dataflow("counts");
            return flow.input("in", TestingSource.from(numbers).batchSize(100))
                    .map("reading", n -> new Reading("s" + n % 100, n, List.of(n)))
                    .redistribute("spread")
                    .keyOn("key", Reading::station)
                    .statefulMap("count", () -> new int[1], (count, reading) -> ++count[0])
                    .map("format", (key, n) -> key + "=" + n)
                    .output("out", sinks.get(process));
        });

        assertThat(ends).containsOnlyNulls();
        List<String> all =
                sinks.stream().flatMap(sink -> sink.items().stream()).sorted().toList();
        List<String> expected = IntStream.range(0, 100)
                .boxed()
                .flatMap(k -> IntStream.rangeClosed(1, 300).mapToObj(n -> "s" + k + "=" + n))
                .sorted()
                .toList();
        assertThat(all).containsExactlyElementsOf(expected);
    }

    @Test
    void the_first_failure_ends_all_and_is_named_by_all() throws Exception {
        List<Integer> numbers = IntStream.range(0, 10_000).boxed().toList();
        List<Throwable> ends = cluster(3, 1, process -> new Dataflow("bad")
                .input("in", TestingSource.from(numbers).batchSize(10))
                .keyOn("key", n -> n % 50)
                .statefulMap("divide", () -> 1, (one, n) -> n == 7_777 ? one / (n - n) : n)
                .output("out", new TestingSink<>()));

        assertThat(ends).hasSize(3).allSatisfy(end -> assertThat(end)
                .isInstanceOf(FlowException.class)
                .hasMessageContaining("step \"bad.divide\"")
                .hasMessageContaining("key \"27\"")
                .hasMessageContaining("/ by zero"));
        assertThat(ends.stream().map(end -> ((FlowException) end).kind()))
                .containsExactlyInAnyOrder(FlowException.Kind.FLOW, FlowException.Kind.PEER, FlowException.Kind.PEER);
    }

    @Test
    void an_item_that_may_not_be_sent_is_named_with_its_step() throws Exception {
        List<Throwable> ends = cluster(2, 1, process -> new Dataflow("closed")
                .input("in", TestingSource.from(IntStream.range(0, 100).boxed().toList()))
                .keyOn("key", n -> n)
                .mapValue("thread", n -> Thread.currentThread())
                .statefulMap("count", () -> new int[1], (count, thread) -> ++count[0])
                .output("out", new TestingSink<>()));

        assertThat(ends).anySatisfy(end -> assertThat(end)
                .hasMessageContaining("step \"closed.thread\"")
                .hasMessageContaining("java.lang.Thread")
                .hasMessageContaining("could not be written even if allowed; put its data into a record"));
    }

    @Test
    void without_a_loader_of_the_flow_only_classes_beside_the_caller_may_be_sent() throws Exception {
        Function<Integer, Dataflow> own = process -> sending(new Reading("a", 1, List.of()));
        assertThat(cluster(2, RunConfig.workers(1), own)).containsOnlyNulls();

        Function<Integer, Dataflow> ofLibrary = process -> sending(org.assertj.core.data.Index.atIndex(1));
        assertThat(cluster(2, RunConfig.workers(1), ofLibrary)).anySatisfy(end -> assertThat(end)
                .hasMessageContaining("step \"sent.in\"")
                .hasMessageContaining("--allow-type org.assertj"));
    }

    private static Dataflow sending(Object item) {
        return new Dataflow("sent")
                .input("in", TestingSource.of(item, item, item, item))
                .redistribute("spread")
                .output("out", new TestingSink<>());
    }

    @Test
    void a_record_too_large_to_send_in_a_batch_that_is_not_full_is_named_with_its_step() throws Exception {
        List<Throwable> ends = cluster(2, 1, process -> new Dataflow("large")
                .input("in", TestingSource.from(List.of(1, 2, 3, 4)))
                .map("grow", n -> new byte[20 << 20])
                .redistribute("spread")
                .output("out", new TestingSink<>()));

        assertThat(ends).hasSize(2).allSatisfy(end -> assertThat(end)
                .hasMessageContaining("step \"large.grow\"")
                .hasMessageContaining("larger than the limit"));
    }

    @Test
    void a_state_larger_than_a_frame_is_saved_and_loaded_by_another_process(@TempDir Path dir) throws Exception {
        int bytes = 17 << 20;
        for (int run = 1; run <= 2; run++) {
            var sink = new TestingSink<KeyValue<String, Integer>>();
            int values = run;
            RunConfig config = RunConfig.workers(1)
                    .withFlowLoader(ClusterTest.class.getClassLoader())
                    .withRecovery(new RecoveryConfig(dir.resolve("store"), 1, Duration.ZERO));
            List<Throwable> ends = cluster(2, config, process -> {
                var flow = new Dataflow("large");
                flow.inputKeyed(
                                "in",
                                TestingSource.from(IntStream.range(0, values * 4)
                                        .mapToObj(i -> KeyValue.of("key" + i % 4, i))
                                        .toList()))
                        .statefulMap("keep", () -> new byte[bytes], (state, value) -> (int) ++state[bytes - 1])
                        .output("out", sink);
                return flow;
            });
            assertThat(ends).containsOnlyNulls();
            assertThat(sink.items().stream().map(item -> item.key() + " " + item.value()))
                    .containsExactlyInAnyOrder("key0 " + run, "key1 " + run, "key2 " + run, "key3 " + run);
        }
    }

    @Test
    void a_socket_that_is_handed_over_is_closed_also_when_nothing_runs() throws Exception {
        ClusterConfig place = LoopbackCluster.places(1).get(0);
        int port = place.socket().port();
        assertThatThrownBy(() ->
                        Runner.start(new Dataflow("empty"), RunConfig.workers(1).withCluster(place)))
                .isInstanceOf(PlanException.class);

        try (MeshSocket again = MeshSocket.bind(new Address("127.0.0.1", port))) {
            assertThat(again.port()).isEqualTo(port);
        }
    }

    @Test
    void a_place_in_a_cluster_has_addresses_that_can_be_and_differ() {
        assertThatThrownBy(() -> ClusterConfig.of(0, List.of("a:1", "A:1")))
                .hasMessage("address A:1 is there twice in \"a:1;A:1\": every process needs an address of its own");
        assertThatThrownBy(() -> ClusterConfig.of(0, List.of("nonsense")))
                .hasMessageStartingWith("malformed address \"nonsense\"");
        assertThatThrownBy(() -> RunConfig.workers(1).withStatus(null)).hasMessage("status");
    }
}
