package examples;

import io.waxwing.Dataflow;
import io.waxwing.connector.FileSource;
import io.waxwing.connector.StdOutSink;
import java.util.Locale;

/**
 * The least, mean and greatest temperature of each station, from lines like {@code Oslo;-4.2}: the task of the one billion row challenge.
 *
 * <p>The file is read in parallel, and {@code reduceFinal} reduces before the values move to the worker of their key, so little moves.
 * Temperatures are counted in whole tenths, so that sums are exact and the answer is the same in whatever order they are added.
 *
 * <pre>
 * scripts/run examples/MeasurementStats.java -w4
 * </pre>
 */
public final class MeasurementStats {
    record Stats(int min, int max, long sum, long count) {
        static Stats of(int tenths) {
            return new Stats(tenths, tenths, tenths, 1);
        }

        Stats plus(Stats other) {
            return new Stats(Math.min(min, other.min), Math.max(max, other.max), sum + other.sum, count + other.count);
        }
    }

    private MeasurementStats() {}

    public static Dataflow flow() {
        return flow("examples/data/measurements.txt");
    }

    public static Dataflow flow(String path) {
        return new Dataflow("measurement_stats")
                .input("lines", FileSource.of(path).inParallel(16))
                .keyOn("station", MeasurementStats::station, line -> Stats.of(tenths(line)))
                .reduceFinal("stats", Stats::plus)
                .map("format", MeasurementStats::format)
                .output("out", StdOutSink.of());
    }

    private static String station(String line) {
        return line.substring(0, line.lastIndexOf(';'));
    }

    /** {@code -4.2} is -42. There is always one digit after the point. */
    private static int tenths(String line) {
        int tenths = 0;
        int start = line.lastIndexOf(';') + 1;
        boolean negative = line.charAt(start) == '-';
        for (int i = negative ? start + 1 : start; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c != '.') {
                tenths = 10 * tenths + c - '0';
            }
        }
        return negative ? -tenths : tenths;
    }

    private static String format(String station, Stats stats) {
        double mean = (double) stats.sum / stats.count / 10;
        return String.format(Locale.ROOT, "%s=%.1f/%.1f/%.1f", station, stats.min / 10.0, mean, stats.max / 10.0);
    }
}
