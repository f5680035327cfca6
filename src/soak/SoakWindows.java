import io.waxwing.Dataflow;
import io.waxwing.connector.DynamicSink;
import io.waxwing.connector.SinkPartition;
import io.waxwing.connector.StdinSource;
import io.waxwing.operator.KeyValue;
import io.waxwing.window.EventClock;
import io.waxwing.window.Windower;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Flows with windows for scripts/soak. Each line of standard input is a number: so many values are made of it. */
public final class SoakWindows {
    private static final AtomicLong MADE = new AtomicLong();
    private static final AtomicLong TAKEN = new AtomicLong();

    private SoakWindows() {}

    /** Every value has a key of its own and the time it was made at: sessions that close a second later. Says how many have. */
    public static Dataflow sessions() {
        var flow = new Dataflow("sessions");
        flow.input("in", StdinSource.of())
                .flatMap("make", line -> values(line, n -> KeyValue.of("session" + n, Instant.now())))
                .keyOn("key", KeyValue::key, KeyValue::value)
                .window(EventClock.of(at -> at, Duration.ZERO), Windower.session(Duration.ofSeconds(1)))
                .count("count")
                .down()
                .output("out", counted("closed "));
        return flow;
    }

    /** Values of a thousand keys from a year ago, a hundredth of a second apart, in windows of an hour. Says how many windows have closed. */
    public static Dataflow backlog() {
        Instant begin = Instant.now().minus(Duration.ofDays(365)).truncatedTo(ChronoUnit.HOURS);
        var flow = new Dataflow("backlog");
        flow.input("in", StdinSource.of())
                .flatMap("make", line -> values(line, n -> KeyValue.of("key" + n % 1_000, begin.plusMillis(10 * n))))
                .keyOn("key", KeyValue::key, KeyValue::value)
                .window(EventClock.of(at -> at, Duration.ofSeconds(5)), Windower.tumbling(Duration.ofHours(1)))
                .count("count")
                .down()
                .output("out", counted("closed "));
        return flow;
    }

    private static <T> Iterable<T> values(String line, LongFunction<T> make) {
        long count = Long.parseLong(line.strip());
        long first = MADE.getAndAdd(count);
        return () -> LongStream.range(first, first + count).mapToObj(make).iterator();
    }

    private static <T> DynamicSink<T> counted(String word) {
        return context -> new SinkPartition<>() {
            @Override
            public void writeBatch(List<? extends T> items) {
                System.out.println(word + TAKEN.addAndGet(items.size()));
            }
        };
    }
}
