package flows;

import io.waxwing.Dataflow;
import io.waxwing.connector.DynamicSink;
import io.waxwing.connector.DynamicSource;
import io.waxwing.connector.SimplePollingSource;
import io.waxwing.connector.SinkPartition;
import io.waxwing.connector.SourcePartition;
import io.waxwing.connector.SourceStatus;
import io.waxwing.connector.StdOutSink;
import io.waxwing.connector.StdinSource;
import io.waxwing.operator.Emitter;
import io.waxwing.testing.TestingSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** Flows that processes under test run. */
public final class ProgramFlows {
    private ProgramFlows() {}

    public static Dataflow flow() {
        return new Dataflow("numbers")
                .input("in", TestingSource.of(1, 2, 3))
                .map("plus_one", n -> n + 1)
                .output("out", StdOutSink.of());
    }

    public static Dataflow failing() {
        return new Dataflow("failing")
                .input("in", TestingSource.of(1, 2, 3))
                .map("divide", n -> 6 / (n - 2))
                .output("out", StdOutSink.of());
    }

    public static Dataflow exiting(int code) {
        return new Dataflow("exiting")
                .input("in", TestingSource.of(1))
                .map("exit", n -> {
                    System.exit(code);
                    return n;
                })
                .output("out", StdOutSink.of());
    }

    @SuppressWarnings("NullAway")
    public static Dataflow withoutOut() {
        return new Dataflow("without_out")
                .input("in", TestingSource.of(1))
                .inspect("take", n -> System.setOut(null))
                .output("out", StdOutSink.of());
    }

    public static Dataflow hungry() {
        return new Dataflow("hungry")
                .input("in", TestingSource.of(1))
                .map("eat", n -> new long[Integer.MAX_VALUE - 8].length)
                .output("out", StdOutSink.of());
    }

    /** Keeps something for each item, and for ever. */
    public static Dataflow hoarding() {
        DynamicSource<Long> endless = context -> new SourcePartition<>() {
            private long next = context.workerIndex();

            @Override
            public SourceStatus nextBatch(Emitter<? super Long> out) {
                for (int i = 0; i < 1000; i++) {
                    out.emit(next);
                    next += context.workerCount();
                }
                return SourceStatus.MORE;
            }
        };
        return new Dataflow("hoarding")
                .input("in", endless)
                .keyOn("user", n -> "user" + n)
                .scan("count", () -> 0L, (count, n) -> count + 1)
                .filterValue("none", count -> false)
                .output("out", StdOutSink.of());
    }

    public static Dataflow many(int count) {
        return new Dataflow("many")
                .input(
                        "in",
                        TestingSource.from(IntStream.range(0, count).boxed().toList()))
                .output("out", StdOutSink.of());
    }

    public static Dataflow endless() {
        return new Dataflow("endless")
                .input("in", SimplePollingSource.every(Duration.ofMillis(10), () -> "tick"))
                .redistribute("everywhere")
                .output("out", StdOutSink.of());
    }

    public static Dataflow stuck() {
        return new Dataflow("stuck")
                .input("in", TestingSource.of("about to wait"))
                .inspect("look", System.err::println)
                .map("wait", n -> {
                    new CountDownLatch(1).await();
                    return n;
                })
                .output("out", StdOutSink.of());
    }

    /** What comes on standard input, spread over all workers. */
    public static Dataflow echo() {
        return new Dataflow("echo")
                .input("in", StdinSource.of())
                .redistribute("everywhere")
                .output("out", StdOutSink.of());
    }

    /** A getter that never comes back. */
    public static Dataflow slow() throws InterruptedException {
        System.err.println("about to wait");
        new CountDownLatch(1).await();
        return flow();
    }

    /** A sink that cannot be closed. */
    public static Dataflow unclosable() {
        return new Dataflow("unclosable")
                .input("in", TestingSource.of("written"))
                .output("out", (DynamicSink<String>) context -> new SinkPartition<>() {
                    @Override
                    public void writeBatch(List<? extends String> items) {
                        items.forEach(System.err::println);
                    }

                    @Override
                    public void close() throws InterruptedException {
                        System.err.println("closing");
                        new CountDownLatch(1).await();
                    }
                });
    }

    public static Dataflow empty() {
        return new Dataflow("empty");
    }

    public static Dataflow twice() {
        Dataflow flow = new Dataflow("twice");
        flow.input("in", TestingSource.of(1)).map("in", n -> n).output("out", StdOutSink.of());
        return flow;
    }

    public static Dataflow withHungryThread() {
        new Thread(() -> System.err.println(new long[Integer.MAX_VALUE - 8].length)).start();
        return stuck();
    }

    public static Dataflow withThread() {
        new Thread(() -> {
                    throw new IllegalStateException("nobody waits for me");
                })
                .start();
        return stuck();
    }

    public static Dataflow wrapping() {
        return new Dataflow("wrapping")
                .input("in", TestingSource.of("a"))
                .map("parse", text -> {
                    try {
                        return Integer.parseInt(text);
                    } catch (NumberFormatException e) {
                        throw new RuntimeException("wrapped", e);
                    }
                })
                .output("out", StdOutSink.of());
    }
}
