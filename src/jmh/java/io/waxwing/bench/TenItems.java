package io.waxwing.bench;

import io.waxwing.Dataflow;
import io.waxwing.connector.StdOutSink;
import io.waxwing.testing.TestingSource;
import java.util.stream.IntStream;

/** Ten items through a map to standard output. */
public final class TenItems {
    private TenItems() {}

    /** The flow. */
    public static Dataflow flow() {
        var flow = new Dataflow("ten_items");
        return flow.input(
                        "in", TestingSource.from(IntStream.range(0, 10).boxed().toList()))
                .map("plus_one", n -> n + 1)
                .output("out", StdOutSink.of());
    }
}
