package examples;

import io.waxwing.DataStream;
import io.waxwing.Dataflow;
import io.waxwing.connector.FileSource;
import io.waxwing.connector.StdOutSink;
import io.waxwing.testing.TestingSource;
import java.util.List;

/**
 * Three numbers, plus one: the smallest flow, and the ways to name it on the command line.
 *
 * <pre>
 * scripts/run examples.Simple
 * scripts/run examples.Simple:flow
 * scripts/run "examples.Simple:get_flow('examples/data/numbers.txt')"
 * scripts/run "examples.Simple:plus([1, 2, 3], 10)"
 * </pre>
 */
public final class Simple {
    /** What is run when nothing else is said: the public static field, or method without arguments, of this name. */
    public static final Dataflow flow = plus(List.of(1, 2, 3), 1);

    private Simple() {}

    /** The same, with one number on each line of a file. */
    public static Dataflow get_flow(String path) {
        var flow = new Dataflow("simple");
        return plus(flow.input("lines", FileSource.of(path)).map("parse", Integer::valueOf), 1);
    }

    /** The same, with numbers and what to add to them from the command line. */
    public static Dataflow plus(List<Integer> numbers, int n) {
        return plus(new Dataflow("simple").input("numbers", TestingSource.from(numbers)), n);
    }

    private static Dataflow plus(DataStream<Integer> numbers, int n) {
        return numbers.map("plus", number -> number + n).output("out", StdOutSink.of());
    }
}
