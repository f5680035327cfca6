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
 * <p>The commands to try it are in README.md, under "Save and resume": the flow is killed while it reads five million lines, then goes on
 * with three workers, and its output has the lines of a run that was never killed. Started again after its end the flow finds only the
 * lines that have been appended since.
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
