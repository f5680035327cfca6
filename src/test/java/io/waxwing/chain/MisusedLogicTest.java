package io.waxwing.chain;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.Dataflow;
import io.waxwing.operator.Emitter;
import io.waxwing.operator.Retention;
import io.waxwing.operator.StatefulLogic;
import io.waxwing.runtime.RunConfig;
import io.waxwing.runtime.Runner;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Logics that do not keep to their contract. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MisusedLogicTest {
    private interface OnItem {
        @Nullable
        Retention onItem(Integer value, Emitter<? super Integer> out);
    }

    private static StatefulLogic<Integer, Integer, Integer> logic(OnItem call) {
        return new StatefulLogic<>() {
            @Override
            public Retention onItem(Integer value, Emitter<? super Integer> out) {
                return call.onItem(value, out);
            }

            @Override
            public Integer snapshot() {
                return 0;
            }

            @Override
            public void restore(Integer snapshot) {
                // nothing to take in
            }
        };
    }

    private static void run(Supplier<StatefulLogic<Integer, Integer, Integer>> logic) throws Exception {
        var flow = new Dataflow("test");
        flow.input("in", TestingSource.of(1))
                .keyOn("key", value -> "k")
                .stateful("logic", logic)
                .output("out", new TestingSink<>());
        Runner.run(flow, RunConfig.workers(1));
    }

    @Test
    void a_call_that_returns_null_fails_with_step_and_key() {
        assertThatThrownBy(() -> run(() -> logic((value, out) -> null)))
                .hasMessageContaining("step \"test.logic\"")
                .hasMessageContaining("key \"k\"")
                .hasMessageContaining("the logic of a key returned null: KEEP or DISCARD was expected");
    }

    @Test
    void no_logic_is_told_to_be_none() {
        assertThatThrownBy(() -> run(() -> null))
                .hasMessageContaining("step \"test.logic\"")
                .hasMessageContaining("what makes the logics of keys gave null");
    }

    @Test
    void one_logic_for_several_keys_is_told_with_the_key_that_came_second() {
        var one = logic((value, out) -> Retention.KEEP);
        var flow = new Dataflow("test");
        flow.input("in", TestingSource.of(1, 2))
                .keyOn("key", value -> "k" + value)
                .stateful("logic", () -> one)
                .output("out", new TestingSink<>());
        assertThatThrownBy(() -> Runner.run(flow, RunConfig.workers(1)))
                .hasMessageContaining("step \"test.logic\"")
                .hasMessageContaining("key \"k2\"")
                .hasMessageContaining(
                        "what makes the logics of keys gave the same one again: a new one is needed for each key");
    }

    @Test
    void an_emitter_that_is_used_after_its_call_says_so() throws Exception {
        var kept = new AtomicReference<Emitter<? super Integer>>();
        run(() -> logic((value, out) -> {
            kept.set(out);
            return Retention.KEEP;
        }));

        assertThatThrownBy(() -> kept.get().emit(1))
                .hasMessageStartingWith("an emitter was used while no call was under way");
    }
}
