package io.waxwing.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.Dataflow;
import io.waxwing.connector.FileSource;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import io.waxwing.window.EventClock;
import io.waxwing.window.Windower;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be described fails the flow all the same. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FailureToFailTest {
    /** Has no message to give. */
    private static final class Mute extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Supplier<String> message;

        Mute(Supplier<String> message) {
            this.message = message;
        }

        @Override
        public String getMessage() {
            return message.get();
        }
    }

    private static Dataflow failingWith(Supplier<String> message) {
        return new Dataflow("bad")
                .input("in", TestingSource.of(1, 2, 3))
                .redistribute("spread")
                .map("fail", n -> {
                    if (n == 3) {
                        throw new Mute(message);
                    }
                    return n;
                })
                .output("out", new TestingSink<>());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void an_exception_whose_message_fails_still_names_the_step(int workers) {
        Dataflow flow = failingWith(() -> {
            throw new IllegalStateException("no message");
        });

        assertThatThrownBy(() -> Runner.run(flow, RunConfig.workers(workers)))
                .isInstanceOf(FlowException.class)
                .hasMessageContaining("step \"bad.fail\"")
                .hasMessageContaining("(its getMessage threw java.lang.IllegalStateException)");
    }

    @Test
    void an_exception_whose_message_fails_with_an_error_is_no_lack_of_memory() {
        Dataflow flow = failingWith(FailureToFailTest::endless);

        assertThatThrownBy(() -> Runner.run(flow))
                .isInstanceOf(FlowException.class)
                .hasMessageContaining("step \"bad.fail\"")
                .hasMessageContaining("(its getMessage threw java.lang.StackOverflowError)");
    }

    @SuppressWarnings("InfiniteRecursion")
    private static String endless() {
        return endless() + "!";
    }

    @Test
    void what_cannot_be_described_for_another_reason_is_told_by_its_type() {
        var failures = new Failures();
        var thrown = new IllegalArgumentException();

        assertThat(failures.undescribed(thrown, new NoClassDefFoundError("a/B")))
                .hasMessage("java.lang.IllegalArgumentException, which cannot be described:"
                        + " java.lang.NoClassDefFoundError: a/B")
                .hasCause(thrown);
        assertThat(failures.undescribed(new OutOfMemoryError(), new NoClassDefFoundError("a/B")))
                .hasMessageContaining("none left to say where");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void a_worker_without_memory_to_describe_its_failure_still_ends_the_others(int workers) {
        Dataflow flow = failingWith(() -> {
            throw new OutOfMemoryError("simulated");
        });

        assertThatThrownBy(() -> Runner.run(flow, RunConfig.workers(workers)))
                .isInstanceOf(FlowException.class)
                .hasMessageContaining("none left to say where")
                .hasCauseInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void a_thread_that_user_code_leaves_interrupted_is_told(@TempDir Path dir) throws Exception {
        Path lines = Files.writeString(dir.resolve("lines.txt"), "line\n".repeat(5_000));
        var flow = new Dataflow("interrupted");
        flow.input("in", FileSource.of(lines))
                .inspect("leave", line -> Thread.currentThread().interrupt())
                .output("out", new TestingSink<>());

        assertThatThrownBy(() -> Runner.run(flow, RunConfig.workers(2)))
                .hasMessageContaining("step \"interrupted.in\"")
                .hasMessageContaining(
                        "user code that catches InterruptedException must not leave the thread interrupted");
    }

    @Test
    void a_value_that_waited_is_not_taken_for_the_one_that_made_it_fail() {
        for (boolean ordered : List.of(true, false)) {
            var flow = new Dataflow("windows");
            flow.input("in", TestingSource.of(1, 3, 100))
                    .keyOn("key", n -> "k")
                    .window(
                            EventClock.<Integer>of(Instant::ofEpochSecond, Duration.ofSeconds(5)),
                            Windower.tumbling(Duration.ofSeconds(10)))
                    .ordered(ordered)
                    .fold("sum", () -> 0, (sum, n) -> {
                        if (n == 3) {
                            throw new IllegalArgumentException("bad value");
                        }
                        return sum + n;
                    })
                    .down()
                    .output("out", new TestingSink<>());

            assertThatThrownBy(() -> Runner.run(flow, RunConfig.workers(1)))
                    .hasMessageStartingWith("step \"windows.sum\" (worker 0, epoch 1, key \"k\""
                            + (ordered ? "): " : ", item \"3\"): "));
        }
    }
}
