package io.waxwing;

import static org.assertj.core.api.Assertions.assertThat;

import io.waxwing.operator.Emitter;
import io.waxwing.operator.Retention;
import io.waxwing.operator.StatefulLogic;
import io.waxwing.runtime.RunConfig;
import io.waxwing.runtime.Runner;
import io.waxwing.runtime.RunningFlow;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import io.waxwing.window.EventClock;
import io.waxwing.window.Windower;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Logics that ask to be notified at a time that has come, again and again: values, other keys and the end have their turn all the same. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NotifiedAtOnceTest {
    /** Forgets that it has been notified. */
    private static final class Forgetful implements StatefulLogic<Integer, Integer, Integer> {
        private int sum;

        @Override
        public Retention onItem(Integer value, Emitter<? super Integer> out) {
            sum += value;
            out.emit(sum);
            return Retention.KEEP;
        }

        @Override
        public Instant notifyAt() {
            return Instant.EPOCH;
        }

        @Override
        public Integer snapshot() {
            return sum;
        }

        @Override
        public void restore(Integer snapshot) {
            sum = snapshot;
        }
    }

    @Test
    void values_and_the_end_of_the_input_come_through() throws Exception {
        var sink = new TestingSink<Integer>();
        var counts = new TestingSink<Long>();
        var flow = new Dataflow("test");
        var keyed = flow.input(
                        "in",
                        TestingSource.of(1, 2).pause(Duration.ofMillis(50)).then(3, 4))
                .keyOn("key", value -> value % 2);
        keyed.stateful("forgetful", Forgetful::new)
                .map("sum", (key, sum) -> sum)
                .output("out", sink);
        keyed.countFinal("count").map("n", (key, n) -> n).output("counts", counts);
        Runner.run(flow, RunConfig.workers(2));

        assertThat(sink.items()).containsExactlyInAnyOrder(1, 4, 2, 6);
        assertThat(counts.items()).containsExactly(2L, 2L);
    }

    @Test
    void a_stop_ends_it() throws Exception {
        var came = new CountDownLatch(1);
        var flow = new Dataflow("test");
        flow.input("in", TestingSource.of(1).pause(Duration.ofDays(1)).then(2))
                .keyOn("key", value -> 0)
                .stateful("forgetful", Forgetful::new)
                .map("sum", (key, sum) -> {
                    came.countDown();
                    return sum;
                })
                .output("out", new TestingSink<>());
        try (RunningFlow run = Runner.start(flow, RunConfig.workers(1))) {
            came.await();
            run.stop();
            run.await();
            assertThat(run.isStopped()).isTrue();
        }
    }

    @Test
    void so_do_those_of_a_window_that_is_to_be_looked_at_in_the_past() throws Exception {
        var sink = new TestingSink<Long>();
        var flow = new Dataflow("test");
        flow.input("in", TestingSource.from(IntStream.range(0, 20_000).boxed().toList()))
                .keyOn("key", value -> 0)
                .window(
                        EventClock.<Integer>of(value -> Instant.ofEpochSecond(value), Duration.ofSeconds(20))
                                .withToSystemTime(time -> time),
                        Windower.tumbling(Duration.ofSeconds(10_000)).alignTo(Instant.EPOCH))
                .count("count")
                .down()
                .map("n", (key, window) -> window.value())
                .output("out", sink);
        Runner.run(flow, RunConfig.workers(1));

        assertThat(sink.items()).containsExactly(10_000L, 10_000L);
    }
}
