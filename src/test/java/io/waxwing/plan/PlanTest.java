package io.waxwing.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.DataStream;
import io.waxwing.Dataflow;
import io.waxwing.Step;
import io.waxwing.connector.FileSink;
import io.waxwing.plan.Exchange.Routing;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static Dataflow flow(String extra) {
        var flow = new Dataflow("f");
        return flow.input("in", TestingSource.of(1, 2))
                .map("map" + extra, n -> n)
                .keyOn("key", n -> n)
                .statefulMap("count", () -> new int[1], (count, n) -> ++count[0])
                .output("out", new TestingSink<>());
    }

    @Test
    void a_flow_without_input_or_output_is_refused_by_name() {
        assertThatThrownBy(() -> Plan.of(new Dataflow("empty")))
                .isInstanceOf(PlanException.class)
                .hasMessage("dataflow \"empty\" has no input: give it one with input(id, source)");
        var flow = new Dataflow("open");
        flow.input("in", TestingSource.of(1));
        assertThatThrownBy(() -> Plan.of(flow))
                .isInstanceOf(PlanException.class)
                .hasMessage("dataflow \"open\" has no output: end a stream with output(id, sink)");
    }

    @Test
    void a_flow_may_end_where_no_item_may_come() {
        var flow = new Dataflow("strict");
        flow.input("in", TestingSource.of(1)).filter("bad", n -> n < 0).raises("none");

        assertThat(Plan.of(flow).steps()).hasSize(3);
    }

    @Test
    void exchanges_stand_before_stateful_steps_redistributes_and_partitioned_sinks() {
        var flow = new Dataflow("f");
        flow.input("in", TestingSource.of(1))
                .redistribute("spread")
                .keyOn("key", n -> n)
                .scan("sum", () -> 0, Integer::sum)
                .output("out", FileSink.of(Path.of("out.txt")));
        assertThat(Plan.of(flow).exchanges().stream().map(Exchange::routing))
                .containsExactly(Routing.ROUND_ROBIN, Routing.KEY, Routing.PARTITION);
    }

    @Test
    void a_merge_lies_below_all_that_feed_it() {
        var flow = new Dataflow("f");
        var in = flow.input("in", TestingSource.of(1));
        var other = in.redistribute("spread");
        DataStream.merge("both", in, other)
                .keyOn("key", n -> n)
                .countFinal("count")
                .output("out", new TestingSink<>());
        Plan plan = Plan.of(flow);
        Step input = plan.steps().get(0);
        Step spread = plan.steps().get(1);
        assertThat(plan.reachBehind(input)).containsExactlyInAnyOrder(0, 1);
        assertThat(plan.reachFrom(spread)).containsExactly(0);
        assertThat(plan.reachBehind(spread)).containsExactly(1);
    }

    @Test
    void the_structure_tells_flows_apart_and_is_fit_to_be_read() {
        assertThat(Plan.of(flow("")).structure())
                .isEqualTo(Plan.of(flow("")).structure())
                .isNotEqualTo(Plan.of(flow("2")).structure());
        var flow = new Dataflow("f");
        var branched = flow.input("in", TestingSource.of(1)).branch("split", n -> n > 0);
        DataStream.merge("both", branched.trues(), branched.falses()).output("out", new TestingSink<>());
        assertThat(Plan.of(flow).structure())
                .hasToString("f.in (input)\nf.split (branch of step 1)\nf.both (merge of step 2 and the falses of"
                        + " step 2)\nf.out (output of step 3)");
    }

    @Test
    void every_kind_of_stateless_step_has_a_class() {
        assertThat(Arrays.stream(Step.Stateless.Kind.values()).map(Enum::name))
                .isSubsetOf(Arrays.stream(io.waxwing.chain.FusedStep.values())
                        .map(Enum::name)
                        .toList());
    }
}
