package io.waxwing.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.waxwing.Dataflow;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WatchdogTest {
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_worker_that_is_stuck_in_a_call_is_reported_once_with_step_and_stack() throws Exception {
        List<String> reports = new CopyOnWriteArrayList<>();
        var reported = new CountDownLatch(1);
        var flow = new Dataflow("stuck");
        flow.input("in", TestingSource.of(1, 2))
                .map("wait", n -> {
                    reported.await();
                    return n;
                })
                .output("out", new TestingSink<>());

        Runner.run(flow, RunConfig.workers(1).withStatus(line -> {
            reports.add(line);
            reported.countDown();
        }));

        assertThat(reports)
                .singleElement()
                .asString()
                .startsWith("worker 0 has been in one call for 3 s, in step \"stuck.in\" or one below it:")
                .contains("WatchdogTest");
    }
}
