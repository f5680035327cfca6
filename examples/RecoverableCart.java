package examples;

import io.waxwing.DataStream;
import io.waxwing.Dataflow;
import io.waxwing.connector.FileSink;
import io.waxwing.connector.FileSource;
import io.waxwing.connector.StdOutSink;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Shopping carts that outlive a crash: what each user has put into the cart is state, saved at the end of each epoch.
 *
 * <p>To see it, make five million lines, kill the flow while it reads them, and go on with as many workers as you like:
 *
 * <pre>
 *   rm -rf /tmp/carts2 /tmp/carts.txt
 *   seq 5000000 | awk '{print "user" $1 % 997, ($1 % 7 ? "add" : "buy"), "item" $1 % 50}' &gt; /tmp/lines.txt
 *   java -jar target/runner.jar -r /tmp/carts2 -s 0.2 "examples.RecoverableCart:flow('/tmp/lines.txt', '/tmp/carts.txt')" &amp;
 *   until [ -s /tmp/carts.txt ]; do sleep 0.1; done; sleep 1; kill -9 $!
 *   java -jar target/runner.jar -r /tmp/carts2 -w3 "examples.RecoverableCart:flow('/tmp/lines.txt', '/tmp/carts.txt')"
 * </pre>
 *
 * The second command says {@code execution 2 resumes from the end of epoch ...}; {@code /tmp/carts.txt} then has the lines of a run that
 * was never killed. Started again after its end the flow finds only the lines that have been appended since.
 */
public final class RecoverableCart {
    private RecoverableCart() {}

    public static Dataflow flow() {
        return flow("examples/data/carts.txt");
    }

    /** Lines "user add|remove|buy item"; to standard output, where a crash makes lines come again. */
    public static Dataflow flow(String path) {
        return carts(path).output("out", StdOutSink.of());
    }

    /** Into a file, which is cut back to what was saved: each line once, whatever happens. */
    public static Dataflow flow(String path, String out) {
        return carts(path).output("out", FileSink.of(out));
    }

    private static DataStream<String> carts(String path) {
        return new Dataflow("carts")
                .input("lines", FileSource.of(path))
                .map("split", line -> List.of(line.split(" ", 3)))
                .keyOn("user", words -> words.get(0))
                .<LinkedHashSet<String>, String>statefulMap("cart", LinkedHashSet::new, RecoverableCart::apply)
                .map("format", (user, cart) -> user + ": " + cart);
    }

    private static String apply(Set<String> cart, List<String> words) {
        String item = words.get(2);
        switch (words.get(1)) {
            case "add" -> cart.add(item);
            case "remove" -> cart.remove(item);
            default -> {
                String bought = "bought " + cart;
                cart.clear();
                return bought;
            }
        }
        return cart.toString();
    }
}
