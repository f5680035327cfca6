package examples;

import io.waxwing.Dataflow;
import io.waxwing.connector.CsvSource;
import io.waxwing.connector.StdOutSink;
import java.util.Locale;

/**
 * Each row of a CSV file is a map from column to field. How busy was each machine: rows, mean and greatest CPU use?
 *
 * <pre>
 * scripts/run examples/CsvInput.java
 * </pre>
 */
public final class CsvInput {
    record Use(int rows, double sum, double greatest) {
        static final Use NONE = new Use(0, 0, Double.NEGATIVE_INFINITY);

        Use plus(double percent) {
            return new Use(rows + 1, sum + percent, Math.max(greatest, percent));
        }
    }

    private CsvInput() {}

    public static Dataflow flow() {
        return flow("examples/data/ec2_metrics.csv");
    }

    public static Dataflow flow(String path) {
        return new Dataflow("csv_input")
                .input("rows", CsvSource.of(path))
                .keyOn("instance", row -> row.get("instance"), row -> Double.parseDouble(row.get("value")))
                .foldFinal("use", () -> Use.NONE, Use::plus)
                .map("format", CsvInput::format)
                .output("out", StdOutSink.of());
    }

    private static String format(String instance, Use use) {
        return String.format(
                Locale.ROOT,
                "%s: %d rows, mean %.2f, greatest %.2f",
                instance,
                use.rows,
                use.sum / use.rows,
                use.greatest);
    }
}
