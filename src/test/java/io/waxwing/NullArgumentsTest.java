package io.waxwing;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.waxwing.testing.TestingSource;
import io.waxwing.window.SystemClock;
import io.waxwing.window.Windower;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a step needs and is null is told with its step, where the step is made. */
class NullArgumentsTest {
    private final Dataflow flow = new Dataflow("nulls");
    private final DataStream<Integer> items = flow.input("in", TestingSource.of(1));
    private final KeyedStream<Integer, Integer> keyed = items.keyOn("key", n -> n);

    private static void assertRefused(ThrowingCallable call, String step, String what) {
        assertThatNullPointerException()
                .isThrownBy(call)
                .withMessage("step \"" + step + "\" was given null in the place of its " + what);
    }

    @Test
    void sources_and_sinks() {
        assertRefused(() -> flow.input("other", null), "other", "source");
        assertRefused(() -> flow.<Integer, Integer>inputKeyed("other", null), "other", "source");
        assertRefused(() -> items.output("out", null), "out", "sink");
        assertRefused(() -> keyed.output("out", null), "out", "sink");
    }

    @Test
    void functions_of_items() {
        assertRefused(() -> items.map("map", null), "map", "function");
        assertRefused(() -> items.branch("side", (Class<Integer>) null), "side", "type");
        items.map("map", n -> n); // the id was not taken
    }

    @Test
    void functions_with_state() {
        assertRefused(() -> keyed.scan("scan", null, Integer::sum), "scan", "init");
        assertRefused(() -> keyed.<Integer>scan("scan", () -> 0, null), "scan", "folder");
        assertRefused(() -> keyed.foldFinal("fold", null, Integer::sum), "fold", "init");
        assertRefused(() -> keyed.<Integer>foldFinal("fold", () -> 0, null), "fold", "folder");
        assertRefused(() -> keyed.reduceFinal("sum", null), "sum", "reducer");
        assertRefused(() -> keyed.<Integer, Integer>statefulMap("map", null, (sum, n) -> n), "map", "init");
        assertRefused(() -> keyed.<Integer, Integer>statefulFlatMap("flat", () -> 0, null), "flat", "mapper");
        assertRefused(() -> keyed.stateful("own", null), "own", "logic");
    }

    @Test
    void windows_and_joins() {
        var windows = keyed.window(SystemClock.of(), Windower.tumbling(Duration.ofMinutes(1)));

        assertRefused(() -> windows.reduce("sum", null), "sum", "reducer");
        assertRefused(() -> windows.<Integer>fold("fold", null, Integer::sum), "fold", "init");
        assertRefused(() -> Join.of(keyed, keyed).<Integer>emitComplete("join", null), "join", "join");
    }
}
