package io.waxwing.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.Dataflow;
import io.waxwing.operator.KeyValue;
import io.waxwing.recovery.RecoveryConfig;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that can't be saved is named, whether it has a state or is gone. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnsavedKeyTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_key_that_can_not_be_saved_is_named_with_its_step(boolean goes) {
        var flow = new Dataflow("shop");
        flow.inputKeyed("in", TestingSource.of(KeyValue.of(Thread.State.NEW, 1)))
                .statefulMap("keep", () -> 0, (state, value) -> value, state -> goes)
                .output("out", new TestingSink<>());

        assertThatThrownBy(() ->
                        Runner.run(flow, RunConfig.workers(1).withRecovery(RecoveryConfig.of(dir.resolve("store")))))
                .isInstanceOf(FlowException.class)
                .hasMessageStartingWith(
                        "step \"shop.keep\" (worker 0, epoch 1, key \"NEW\"): class java.lang.Thread$State may not be saved");
    }
}
