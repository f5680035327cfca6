package examples;

import io.waxwing.Dataflow;
import io.waxwing.connector.FileSource;
import io.waxwing.connector.StdOutSink;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Shopping carts that outlive a crash: what each user has put into the cart is state, saved at the end of each epoch.
 *
 * <pre>
 *   java -jar target/runner.jar -r /tmp/carts -s 0 "examples.RecoverableCart:flow('examples/data/carts.txt')"
 * </pre>
 *
 * Kill it (kill -9) and start it again, with any -w or -p: it goes on after the last line it saved. Started again after its end it finds
 * only the lines that have been appended since.
 */
public final class RecoverableCart {
    private RecoverableCart() {}

    public static Dataflow flow() {
        return flow("examples/data/carts.txt");
    }

    /** Lines "user add|remove|buy item". */
    public static Dataflow flow(String path) {
        return new Dataflow("carts")
                .input("lines", FileSource.of(path))
                .map("split", line -> List.of(line.split(" ", 3)))
                .keyOn("user", words -> words.get(0))
                .<LinkedHashSet<String>, String>statefulMap("cart", LinkedHashSet::new, RecoverableCart::apply)
                .map("format", (user, cart) -> user + ": " + cart)
                .output("out", StdOutSink.of());
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
