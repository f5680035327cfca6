package examples;

import io.waxwing.Dataflow;
import io.waxwing.connector.StdOutSink;
import io.waxwing.testing.TestingSource;
import java.util.List;

/** The steps without memory: map, filter and flatMap, one after the other. */
public final class Basic {
    private Basic() {}

    public static Dataflow flow() {
        return new Dataflow("basic")
                .input("numbers", TestingSource.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9))
                .filter("even", n -> n % 2 == 0)
                .map("square", n -> n * n)
                .flatMap("both_signs", n -> n == 0 ? List.of(n) : List.of(n, -n))
                .map("format", n -> "got " + n)
                .output("out", StdOutSink.of());
    }
}
