package io.waxwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.testing.TestingSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataflowTest {
    @Test
    void a_step_id_used_twice_is_refused_by_name() {
        var flow = new Dataflow("f");
        var in = flow.input("in", TestingSource.of(1));
        in.map("a", n -> n);
        assertThatThrownBy(() -> in.filter("a", n -> true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("step id \"f.a\" is used twice: every step of a dataflow needs an id of its own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a b", "a\n"})
    void a_malformed_id_is_refused_by_name(String id) {
        assertThatThrownBy(() -> new Dataflow(id)).hasMessageStartingWith("flow id \"" + id + "\" is malformed");
        assertThatThrownBy(() -> new Dataflow("f").input(id, TestingSource.of(1)))
                .hasMessageStartingWith("step id \"" + id + "\" is malformed");
    }

    @Test
    void ids_inside_a_composite_have_its_id_as_a_prefix() {
        var flow = new Dataflow("f");
        var out = flow.input("in", TestingSource.of(1))
                .via("outer", s -> s.map("a", n -> n).via("inner", t -> t.map("a", n -> n)))
                .map("a", n -> n);
        assertThat(flow.steps().stream().map(Step::id)).containsExactly("f.in", "f.outer.a", "f.outer.inner.a", "f.a");
        assertThat(out.port().step().id()).isEqualTo("f.a");
    }

    @Test
    void streams_of_two_flows_cannot_be_merged() {
        var a = new Dataflow("a").input("in", TestingSource.of(1));
        var b = new Dataflow("b").input("in", TestingSource.of(1));
        assertThatThrownBy(() -> DataStream.merge("m", a, b))
                .hasMessageContaining("\"m\"")
                .hasMessageContaining("\"a\" and \"b\"");
    }

    @Test
    void building_runs_nothing() {
        var flow = new Dataflow("f");
        flow.input("in", new io.waxwing.connector.DynamicSource<Integer>() {
                    @Override
                    public io.waxwing.connector.SourcePartition<Integer> build(
                            io.waxwing.connector.PartitionContext context) {
                        throw new AssertionError("a source was opened");
                    }
                })
                .map("fail", n -> {
                    throw new AssertionError("a function was called");
                })
                .output("out", io.waxwing.connector.StdOutSink.of());
        assertThat(flow.steps()).hasSize(3);
    }
}
