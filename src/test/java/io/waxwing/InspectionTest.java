package io.waxwing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waxwing.testing.TestRunner;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What inspecting steps print that are not told what to do. */
@ResourceLock(Resources.SYSTEM_ERR)
class InspectionTest {
    private static List<String> printed(Function<DataStream<Integer>, DataStream<?>> steps) {
        var out = new TestingSink<Object>();
        var printed = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(printed, true, UTF_8));
        try {
            TestRunner.of(() -> {
                        var flow = new Dataflow("flow");
                        steps.apply(flow.input("in", TestingSource.of(7, 8))).output("out", out);
                        return flow;
                    })
                    .cluster(1, 2)
                    .epochInterval(Duration.ZERO)
                    .run();
        } finally {
            System.setErr(before);
        }
        assertThat(out.items()).containsExactlyInAnyOrder(7, 8);
        return printed.toString(UTF_8).lines().toList();
    }

    @Test
    void inspect_prints_step_and_item() {
        assertThat(printed(in -> in.inspect("look"))).contains("flow.look: 7", "flow.look: 8");
        assertThat(printed(in -> in.keyOn("key", n -> "k").inspect("look").keyRm("values")))
                .contains("flow.look: k=7", "flow.look: k=8");
    }

    @Test
    void inspect_debug_prints_step_worker_epoch_and_item() {
        assertThat(printed(in -> in.redistribute("spread").inspectDebug("look")))
                .contains("flow.look W0 @1: 7", "flow.look W1 @2: 8");
        assertThat(printed(in -> in.keyOn("key", n -> "k").inspectDebug("look").keyRm("values")))
                .contains("flow.look W0 @1: k=7", "flow.look W0 @2: k=8");
    }
}
