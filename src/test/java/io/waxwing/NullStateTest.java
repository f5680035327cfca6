package io.waxwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.runtime.FlowException;
import io.waxwing.runtime.RunConfig;
import io.waxwing.runtime.Runner;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands for "nothing yet" is refused as a state, by the same line with any number of workers. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NullStateTest {
    private static <R> List<R> run(int workers, Function<KeyedStream<String, Integer>, KeyedStream<String, R>> steps)
            throws Exception {
        var out = new TestingSink<R>();
        var flow = new Dataflow("nulls");
        var keyed = flow.input("in", TestingSource.of(1, 0, 2))
                .redistribute("spread")
                .keyOn("key", n -> "k")
                .<Integer>mapValue("null", n -> n == 0 ? null : n);
        steps.apply(keyed).keyRm("values").output("out", out);
        Runner.run(flow, RunConfig.workers(workers));
        return out.items();
    }

    private static void assertRefused(
            int workers,
            String step,
            String what,
            Function<KeyedStream<String, Integer>, KeyedStream<String, Integer>> steps) {
        assertThatThrownBy(() -> run(workers, steps))
                .isInstanceOf(FlowException.class)
                .hasMessageMatching("step \"nulls\\." + step
                        + "\" \\(worker \\d, epoch 1, key \"k\"(, item \"\\d\")?\\): java\\.lang\\."
                        + "NullPointerException: the " + what + " must not be null, which stands for nothing yet:"
                        + " give a value that means nothing instead, such as Optional\\.empty\\(\\)");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_reduction_refuses_null_as_a_value_and_as_a_result(int workers) {
        assertRefused(
                workers,
                "sum\\.combine",
                "value of a reduction",
                keyed -> keyed.reduceFinal("sum", (a, b) -> a == null || b == null ? null : a + b));
        assertRefused(workers, "sum\\.(combine|reduce)", "value of a reduction", keyed -> keyed.mapValue("one", n -> 1)
                .reduceFinal("sum", (a, b) -> null));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_final_fold_refuses_null_as_a_state(int workers) {
        assertRefused(
                workers,
                "fold",
                "state of a fold",
                keyed -> keyed.foldFinal("fold", () -> 0, (sum, n) -> n == null ? null : sum + n));
        assertRefused(workers, "fold", "state of a fold", keyed -> keyed.foldFinal("fold", () -> null, (sum, n) -> 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_scan_refuses_null_as_a_state(int workers) {
        assertRefused(
                workers,
                "scan",
                "state of a scan",
                keyed -> keyed.scan("scan", () -> 0, (sum, n) -> n == null ? null : sum + n));
        assertRefused(workers, "scan", "state of a scan", keyed -> keyed.scan("scan", () -> null, (sum, n) -> 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_stateful_map_refuses_null_as_its_first_state(int workers) {
        assertRefused(
                workers,
                "map",
                "state of a statefulMap",
                keyed -> keyed.statefulMap("map", () -> null, (state, n) -> 1));
        assertRefused(
                workers,
                "map",
                "state of a statefulFlatMap",
                keyed -> keyed.statefulFlatMap("map", () -> null, (state, n) -> List.of(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void folds_take_null_as_a_value(int workers) throws Exception {
        assertThat(run(workers, keyed -> keyed.foldFinal("count", () -> 0, (count, n) -> count + 1)))
                .containsExactly(3);
        assertThat(run(workers, keyed -> keyed.scan("count", () -> 0, (count, n) -> count + 1)))
                .containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void the_greatest_of_values_may_be_told_by_any_order_but_of_null(int workers) throws Exception {
        assertThat(run(workers, keyed -> keyed.filterValue("there", n -> n != null)
                        .maxFinal("max", Integer::compare)))
                .containsExactly(2);
        assertRefused(workers, "max\\.combine", "value of a reduction", keyed -> keyed.maxFinal("max", (a, b) -> 0));
    }
}
