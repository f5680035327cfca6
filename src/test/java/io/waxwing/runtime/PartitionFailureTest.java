package io.waxwing.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.Dataflow;
import io.waxwing.connector.DynamicSink;
import io.waxwing.connector.DynamicSource;
import io.waxwing.connector.FixedPartitionedSink;
import io.waxwing.connector.PartitionContext;
import io.waxwing.connector.SinkPartition;
import io.waxwing.connector.SourcePartition;
import io.waxwing.connector.SourceStatus;
import io.waxwing.connector.StatefulSinkPartition;
import io.waxwing.operator.Emitter;
import io.waxwing.operator.KeyValue;
import io.waxwing.recovery.RecoveryConfig;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a partition does wrong, its step is named and the others are closed. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PartitionFailureTest {
    /** A source that does not end well. */
    private record Source(
            @Nullable SourceStatus status,
            List<String> closed,
            @Nullable Error atClose) implements SourcePartition<Integer> {
        @Override
        public SourceStatus nextBatch(Emitter<? super Integer> out) {
            return status;
        }

        @Override
        public void close() {
            closed.add("source");
            if (atClose != null) {
                throw atClose;
            }
        }
    }

    private static Dataflow reading(@Nullable SourcePartition<Integer> partition) {
        DynamicSource<Integer> source = context -> partition;
        return new Dataflow("bad").input("in", source).output("out", new TestingSink<>());
    }

    private static DynamicSink<Object> sink(@Nullable SinkPartition<Object> partition) {
        return context -> partition;
    }

    @Test
    void an_error_at_close_names_the_step_and_the_others_are_closed() {
        List<String> closed = new ArrayList<>();
        var partition = new Source(SourceStatus.DONE, closed, new AssertionError("handle lost"));
        DynamicSource<Integer> source = context -> partition;
        var flow = new Dataflow("bad").input("in", source).output("out", sink(new SinkPartition<>() {
            @Override
            public void writeBatch(List<?> items) {
                throw new IllegalStateException("nothing was read");
            }

            @Override
            public void close() {
                closed.add("sink");
                throw new IllegalStateException("disk full");
            }
        }));

        assertThatThrownBy(() -> Runner.run(flow))
                .isInstanceOf(FlowException.class)
                .hasMessageContaining("step \"bad.");
        assertThat(closed).containsExactlyInAnyOrder("source", "sink");
    }

    @Test
    void an_error_when_a_partition_is_built_names_the_step() {
        DynamicSource<Integer> source = context -> {
            throw new NoClassDefFoundError("com/acme/Driver");
        };
        var flow = new Dataflow("bad").input("in", source).output("out", new TestingSink<>());

        assertThatThrownBy(() -> Runner.run(flow))
                .hasMessageContaining("step \"bad.in\"")
                .hasMessageContaining("com/acme/Driver");
    }

    @Test
    void a_batch_without_a_status_fails_the_flow_and_does_not_hang_it() {
        assertThatThrownBy(() -> Runner.run(reading(new Source(null, new ArrayList<>(), null))))
                .hasMessageContaining("step \"bad.in\"")
                .hasMessageContaining("nextBatch returned null: MORE or DONE was expected");
    }

    @Test
    void what_was_emitted_before_a_failure_has_gone_down_the_chain() {
        List<String> seen = new ArrayList<>();
        DynamicSource<KeyValue<String, Integer>> source = context -> out -> {
            out.emit(KeyValue.of("a", 1));
            out.emit(KeyValue.of("b", 2));
            throw new IOException("line broken");
        };
        var flow = new Dataflow("bad");
        flow.inputKeyed("in", source)
                .filter("look", (key, value) -> seen.add(key))
                .output("out", new TestingSink<>());

        assertThatThrownBy(() -> Runner.run(flow))
                .hasMessageContaining("step \"bad.in\"")
                .hasMessageContaining("line broken");
        assertThat(seen).containsExactly("a", "b");
    }

    @Test
    void what_was_emitted_before_a_pair_without_a_key_has_gone_down_the_chain() {
        List<String> seen = new ArrayList<>();
        DynamicSource<KeyValue<String, Integer>> source = context -> out -> {
            out.emit(KeyValue.of("a", 1));
            out.emit(KeyValue.of(null, 2));
            return SourceStatus.DONE;
        };
        var flow = new Dataflow("bad");
        flow.inputKeyed("in", source)
                .filter("look", (key, value) -> seen.add(key))
                .output("out", new TestingSink<>());

        assertThatThrownBy(() -> Runner.run(flow))
                .hasMessageContaining("step \"bad.in\"")
                .hasMessageContaining("key is null");
        assertThat(seen).containsExactly("a");
    }

    @Test
    void a_source_that_swallows_a_failure_gives_the_chain_nothing_more() {
        List<Integer> seen = new ArrayList<>();
        DynamicSource<Integer> source = context -> out -> {
            for (int i = 0; i < 10; i++) {
                try {
                    out.emit(i);
                } catch (RuntimeException e) {
                    assertThat(e).hasMessageContaining("bad.look");
                }
            }
            return SourceStatus.DONE;
        };
        var flow = new Dataflow("bad")
                .input("in", source)
                .map("look", i -> {
                    seen.add(i);
                    return 10 / (i - 2);
                })
                .output("out", new TestingSink<>());

        assertThatThrownBy(() -> Runner.run(flow))
                .hasMessageContaining("step \"bad.look\" (worker 0, epoch 1, item \"2\")");
        assertThat(seen).containsExactly(0, 1, 2);
    }

    @Test
    void a_partition_that_was_not_built_is_named() {
        assertThatThrownBy(() -> Runner.run(reading(null)))
                .hasMessageContaining("step \"bad.in\"")
                .hasMessageContaining("build returned null: a partition was expected");
        var flow = new Dataflow("bad").input("in", TestingSource.of(1)).output("out", sink(null));
        assertThatThrownBy(() -> Runner.run(flow))
                .hasMessageContaining("step \"bad.out\"")
                .hasMessageContaining("build returned null: a partition was expected");
    }

    /** A sink whose position cannot be had, or whose writing cannot be made durable. */
    private record Failing(boolean atSnapshot) implements FixedPartitionedSink<Integer, Long> {
        @Override
        public List<String> listPartitions() {
            return List.of("one");
        }

        @Override
        public StatefulSinkPartition<Integer, Long> build(PartitionContext context, String partition, Long position) {
            return new StatefulSinkPartition<>() {
                @Override
                public void writeBatch(List<? extends Integer> items) {}

                @Override
                public Long snapshot() {
                    if (atSnapshot) {
                        throw new IllegalStateException("no position");
                    }
                    return 1L;
                }

                @Override
                public void makeDurable() throws IOException {
                    throw new IOException("no space");
                }
            };
        }
    }

    @Test
    void a_sink_that_cannot_be_saved_is_named(@TempDir Path dir) {
        for (boolean atSnapshot : new boolean[] {true, false}) {
            var flow = new Dataflow("bad").input("in", TestingSource.of(1)).output("out", new Failing(atSnapshot));
            RunConfig saving = RunConfig.workers(1).withRecovery(RecoveryConfig.of(dir.resolve("r" + atSnapshot)));

            assertThatThrownBy(() -> Runner.run(flow, saving))
                    .hasMessageContaining("step \"bad.out\"")
                    .hasMessageContaining(atSnapshot ? "no position" : "no space");
        }
    }

    /** A sink that does not know where an item belongs. */
    private record Lost() implements FixedPartitionedSink<String, Long> {
        @Override
        public List<String> listPartitions() {
            return List.of("one", "two");
        }

        @Override
        public Object routingKey(String item) {
            throw new IllegalStateException("no route");
        }

        @Override
        public StatefulSinkPartition<String, Long> build(PartitionContext context, String partition, Long position) {
            return new StatefulSinkPartition<>() {
                @Override
                public void writeBatch(List<? extends String> items) {}

                @Override
                public Long snapshot() {
                    return 0L;
                }
            };
        }
    }

    @Test
    void a_sink_that_cannot_route_an_item_is_named_with_it() {
        var flow = new Dataflow("bad").input("in", TestingSource.of("astray")).output("out", new Lost());

        assertThatThrownBy(() -> Runner.run(flow))
                .hasMessageContaining("step \"bad.out\" (worker 0, epoch 1, item \"astray\"): ")
                .hasMessageContaining("no route");
    }
}
