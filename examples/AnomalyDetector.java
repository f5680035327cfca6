package examples;

import io.waxwing.Dataflow;
import io.waxwing.connector.CsvSource;
import io.waxwing.connector.StdOutSink;
import java.util.Locale;
import java.util.Map;

/**
 * CPU use far from what is usual for the machine. What is usual is state per key: the mean and the standard deviation of all readings so
 * far, kept up with each reading (B. P. Welford, 1962) in three numbers, however many readings there were.
 *
 * <pre>
 * scripts/run examples/AnomalyDetector.java -w3
 * </pre>
 */
public final class AnomalyDetector {
    /** So many readings of a machine before any is called an outlier. */
    private static final int WARM_UP = 100;
    /** So many standard deviations from the mean is an outlier. */
    private static final double LIMIT = 8;

    record Reading(String at, double percent) {}

    /** A reading and how many standard deviations it is from the mean of those before; 0 while that is not known. */
    record Scored(Reading reading, double mean, double deviations) {}

    static final class Usual {
        private long readings;
        private double mean;
        /** Of the squares of the differences from the mean. */
        private double sum;

        Scored score(Reading reading) {
            double deviation = readings < WARM_UP ? 0 : Math.sqrt(sum / (readings - 1));
            double difference = reading.percent - mean;
            var scored = new Scored(reading, mean, deviation == 0 ? 0 : difference / deviation);
            readings++;
            mean += difference / readings;
            sum += difference * (reading.percent - mean);
            return scored;
        }
    }

    private AnomalyDetector() {}

    /** The dataflow over the sample data. */
    public static Dataflow flow() {
        return flow("examples/data/ec2_metrics.csv");
    }

    /** The dataflow over a file with the columns timestamp, value and instance. */
    public static Dataflow flow(String path) {
        return new Dataflow("anomaly_detector")
                .input("rows", CsvSource.of(path))
                .keyOn("instance", row -> row.get("instance"), AnomalyDetector::reading)
                .statefulMap("score", Usual::new, Usual::score)
                .filterValue("outliers", scored -> Math.abs(scored.deviations) > LIMIT)
                .map("format", AnomalyDetector::format)
                .output("out", StdOutSink.of());
    }

    private static Reading reading(Map<String, String> row) {
        return new Reading(row.get("timestamp"), Double.parseDouble(row.get("value")));
    }

    private static String format(String instance, Scored scored) {
        return String.format(
                Locale.ROOT,
                "%s at %s: %.3f is %+.1f deviations from the mean %.3f",
                instance,
                scored.reading.at,
                scored.reading.percent,
                scored.deviations,
                scored.mean);
    }
}
