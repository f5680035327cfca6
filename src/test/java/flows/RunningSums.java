package flows;

import io.waxwing.Dataflow;
import io.waxwing.connector.DirSink;
import io.waxwing.connector.DirSource;
import java.util.concurrent.locks.LockSupport;

/**
 * What the kill test runs: per key the number of values and a hash over them, so that a value that was lost, doubled or out of order
 * shows in every later line of its key.
 */
public final class RunningSums {
    /** State of a key, written back by each value. */
    public record Sum(long count, long hash) {
        static final Sum NONE = new Sum(0, 17);

        Sum add(long value) {
            return new Sum(count + 1, (hash + value + 1) * 0x9E3779B97F4A7C15L ^ (hash >>> 29));
        }
    }

    private RunningSums() {}

    /** Lines "key value" of all files in a directory; each takes about so many nanoseconds. */
    public static Dataflow flow(String in, String out, long nanos) {
        return new Dataflow("sums")
                .input("lines", DirSource.of(in))
                .map("slowly", line -> {
                    LockSupport.parkNanos(nanos);
                    return line;
                })
                .keyOn("key", line -> line.substring(0, line.indexOf(' ')))
                .mapValue("value", line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .scan("sum", () -> Sum.NONE, Sum::add)
                .map("format", (key, sum) -> key + " " + sum.count() + " " + sum.hash())
                .redistribute("spread")
                .keyOn("again", line -> line.substring(0, line.indexOf(' ')))
                .statefulMap("seen", () -> new long[1], (seen, line) -> line + " " + ++seen[0])
                .output("out", DirSink.of(out, 3));
    }
}
