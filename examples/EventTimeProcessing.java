package examples;

import io.waxwing.Dataflow;
import io.waxwing.connector.CsvSource;
import io.waxwing.connector.StdOutSink;
import io.waxwing.window.EventClock;
import io.waxwing.window.Windowed;
import io.waxwing.window.Windower;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * The mean CPU use of each machine in each hour, by the time that the rows tell, not by the time at which they are read.
 *
 * <p>The rows are a recording: how fast they are read says nothing about how fast things happened. So the clock is given a time that
 * stands still; then the timestamps alone decide what is late, and the answer is the same on a slow machine and at any number of
 * workers. For values that come as they happen, leave {@code withNow} out: silence then closes windows, too.
 *
 * <pre>
 * scripts/run examples/EventTimeProcessing.java -w3
 * </pre>
 */
public final class EventTimeProcessing {
    record Reading(Instant at, double percent) {}

    record Mean(int readings, double sum) {
        static final Mean NONE = new Mean(0, 0);

        Mean plus(Reading reading) {
            return new Mean(readings + 1, sum + reading.percent);
        }

        Mean plus(Mean other) {
            return new Mean(readings + other.readings, sum + other.sum);
        }
    }

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Duration OUT_OF_ORDER = Duration.ofSeconds(10);

    private EventTimeProcessing() {}

    /** The dataflow over the sample data. */
    public static Dataflow flow() {
        return flow("examples/data/ec2_metrics.csv");
    }

    /** The dataflow over a file with the columns timestamp (UTC), value and instance. */
    public static Dataflow flow(String path) {
        var clock = EventClock.of(Reading::at, OUT_OF_ORDER).withNow(InstantSource.fixed(Instant.EPOCH));
        return new Dataflow("event_time_processing")
                .input("rows", CsvSource.of(path))
                .keyOn("instance", row -> row.get("instance"), EventTimeProcessing::reading)
                .window(clock, Windower.tumbling(Duration.ofHours(1)))
                .fold("mean", () -> Mean.NONE, Mean::plus, Mean::plus)
                .down()
                .map("format", EventTimeProcessing::format)
                .output("out", StdOutSink.of());
    }

    private static Reading reading(Map<String, String> row) {
        var at = LocalDateTime.parse(row.get("timestamp"), FORMAT).toInstant(ZoneOffset.UTC);
        return new Reading(at, Double.parseDouble(row.get("value")));
    }

    private static String format(String instance, Windowed<Mean> hour) {
        Mean mean = hour.value();
        return String.format(
                Locale.ROOT,
                "%s from %s: %d readings, mean %.2f",
                instance,
                hour.open(),
                mean.readings,
                mean.sum / mean.readings);
    }
}
