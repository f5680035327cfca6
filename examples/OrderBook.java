package examples;

import io.waxwing.Dataflow;
import io.waxwing.connector.CsvSource;
import io.waxwing.connector.StdOutSink;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Order books of an exchange, kept from its feed of changes. Told whenever it changes: the best bid and ask of the product and the spread
 * between them.
 *
 * <p>Each line of the feed sets how much is offered at a price; a size of 0 takes the price out of the book. The order of the lines of a
 * product matters, and is kept at any number of workers, since they all come over one path.
 *
 * <pre>
 * scripts/run examples/OrderBook.java -w3
 * </pre>
 */
public final class OrderBook {
    record Change(boolean bid, BigDecimal price, BigDecimal size) {}

    record Top(BigDecimal bid, BigDecimal ask) {
        BigDecimal spread() {
            return ask.subtract(bid);
        }
    }

    /** Sizes by price. */
    static final class Book {
        private final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>();
        private final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();

        /** Gives the new top where there is another one than before; there is none while one side is empty. */
        List<Top> change(Change change) {
            List<Top> before = top();
            var side = change.bid ? bids : asks;
            if (change.size.signum() == 0) {
                side.remove(change.price);
            } else {
                side.put(change.price, change.size);
            }
            List<Top> after = top();
            return after.equals(before) ? List.of() : after;
        }

        private List<Top> top() {
            return bids.isEmpty() || asks.isEmpty() ? List.of() : List.of(new Top(bids.lastKey(), asks.firstKey()));
        }
    }

    private OrderBook() {}

    /** The dataflow over the sample feed. */
    public static Dataflow flow() {
        return flow("examples/data/order_feed.csv");
    }

    /** The dataflow over a feed with the columns product, side (bid or ask), price and size. */
    public static Dataflow flow(String path) {
        return new Dataflow("order_book")
                .input("feed", CsvSource.of(path))
                .keyOn("product", row -> row.get("product"), OrderBook::change)
                .statefulFlatMap("book", Book::new, Book::change)
                .map(
                        "format",
                        (product, top) ->
                                product + ": bid " + top.bid + ", ask " + top.ask + ", spread " + top.spread())
                .output("out", StdOutSink.of());
    }

    private static Change change(Map<String, String> row) {
        boolean bid =
                switch (row.get("side")) {
                    case "bid" -> true;
                    case "ask" -> false;
                    default -> throw new IllegalArgumentException("expected bid or ask as side in " + row);
                };
        return new Change(bid, new BigDecimal(row.get("price")), new BigDecimal(row.get("size")));
    }
}
