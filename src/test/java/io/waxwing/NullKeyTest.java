package io.waxwing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.operator.KeyValue;
import io.waxwing.runtime.FlowException;
import io.waxwing.runtime.RunConfig;
import io.waxwing.runtime.Runner;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The step that makes a null key is the one that is blamed, with the item that it made it of. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NullKeyTest {
    private static void assertBlamed(
            int workers, String step, String key, String item, Function<Dataflow, KeyedStream<String, ?>> steps) {
        var flow = new Dataflow("keys");
        steps.apply(flow).output("out", new TestingSink<>());

        assertThatThrownBy(() -> Runner.run(flow, RunConfig.workers(workers)))
                .isInstanceOf(FlowException.class)
                .hasMessageMatching("step \"keys\\." + step + "\" \\(worker \\d, epoch 1" + key + "\\):"
                        + " java\\.lang\\.IllegalArgumentException: the key is null: every item of a keyed stream needs one;"
                        + " the item is " + item);
    }

    private static void assertBlamed(
            int workers, String step, BiFunction<DataStream<Integer>, String, KeyedStream<String, ?>> steps) {
        assertBlamed(workers, step, "", "\"7\"", flow -> steps.apply(flow.input("in", TestingSource.of(7)), null));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void steps_that_give_keys(int workers) {
        assertBlamed(workers, "key", (in, none) -> in.keyOn("key", n -> none).countFinal("count"));
        assertBlamed(workers, "key", (in, none) -> in.keyOn("key", n -> none, n -> 2 * n)
                .reduceFinal("sum", Integer::sum));
        assertBlamed(workers, "key", (in, none) -> in.mapToKeyed("key", n -> KeyValue.of(none, n))
                .collect("few", 1, Duration.ofSeconds(1)));
        assertBlamed(workers, "count\\.key", (in, none) -> in.countFinal("count", n -> none));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void steps_that_change_keys_and_sources_that_have_them(int workers) {
        assertBlamed(workers, "again", ", key \"a\"", "\"7\"", flow -> flow.inputKeyed(
                        "in", TestingSource.of(KeyValue.of("a", 7)))
                .mapToKeyed("again", (key, n) -> KeyValue.of((String) null, n))
                .countFinal("count"));
        assertBlamed(workers, "in", "", "\"null=7\"", flow -> flow.inputKeyed(
                        "in", TestingSource.of(KeyValue.of((String) null, 7)))
                .countFinal("count"));
        assertBlamed(workers, "seen", "", "\"null=7\"", flow -> KeyedStream.of(
                        flow.input("in", TestingSource.of(7)).map("seen", n -> KeyValue.of((String) null, n)))
                .countFinal("count"));
    }
}
