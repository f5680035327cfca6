package io.waxwing.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The joins by hand. On several threads an item goes to the thread of its key. */
final class HandJoins {
    private static final class Pair {
        double left = Double.NaN;
        double right = Double.NaN;

        void set(long item) {
            if (Joins.isLeft(item)) {
                left = Timed.value(item);
            } else {
                right = Timed.value(item);
            }
        }

        double sum() {
            return (Double.isNaN(left) ? 0 : left) + (Double.isNaN(right) ? 0 : right);
        }
    }

    /** The pairs of one thread. */
    abstract static class Table {
        private long rows;
        private double total;

        abstract void add(String key, long item);

        void closeUntil(long watermark) {}

        final void row(double sum) {
            rows++;
            total += sum;
        }

        final Answer answer() {
            return new Answer(rows, (long) (total * 2));
        }
    }

    /** A row once both sides have a value. */
    static final class Complete extends Table {
        private final Map<String, Pair> pairs = new HashMap<>();

        @Override
        void add(String key, long item) {
            Pair pair = pairs.get(key);
            if (pair == null) {
                pair = new Pair();
                pairs.put(key, pair);
            }
            pair.set(item);
            double sum = pair.left + pair.right;
            if (!Double.isNaN(sum)) {
                pairs.remove(key);
                row(sum);
            }
        }
    }

    /** A row for each window of each key. */
    static final class Windowed extends Table {
        private final TreeMap<Long, Map<String, Pair>> open = new TreeMap<>();
        private Map<String, Pair> latest = Map.of();
        private long latestNumber = -1;

        @Override
        void add(String key, long item) {
            long number = Timed.millis(item) / Joins.LENGTH;
            if (number != latestNumber) {
                latestNumber = number;
                latest = open.computeIfAbsent(number, any -> new HashMap<>());
            }
            latest.computeIfAbsent(key, any -> new Pair()).set(item);
        }

        @Override
        void closeUntil(long watermark) {
            while (!open.isEmpty() && (open.firstKey() + 1) * Joins.LENGTH <= watermark) {
                if (open.firstKey() == latestNumber) {
                    latestNumber = -1;
                }
                for (Pair pair : open.pollFirstEntry().getValue().values()) {
                    row(pair.sum());
                }
            }
        }
    }

    /** One of several threads. */
    private static final class Side extends HandShuffle {
        private final Table table;

        Side(int self, Queues queues, Table table) {
            super(self, queues, false);
            this.table = table;
        }

        @Override
        void add(String key, long item, double value) {
            table.add(key, item);
        }

        @Override
        void passTo(long watermark) {
            table.closeUntil(watermark);
        }

        Answer run(Joins joins, long n, int self, int threads) {
            for (long i = self; i < n; i += threads) {
                String key = joins.keyOf(i);
                give(key, HandExchange.threadOf(key, threads), i, 0, Timed.millis(i) - Joins.WAIT);
            }
            finish();
            return table.answer();
        }
    }

    private HandJoins() {}

    static Answer run(Joins joins, long n, int threads, Supplier<Table> tables) throws Exception {
        if (threads == 1) {
            Table table = tables.get();
            for (long i = 0; i < n; i++) {
                table.add(joins.keyOf(i), i);
                if ((i & 1023) == 0) {
                    table.closeUntil(Timed.millis(i) - Joins.WAIT);
                }
            }
            table.closeUntil(Long.MAX_VALUE);
            return table.answer();
        }
        var queues = new HandShuffle.Queues(threads);
        return Threads.all(threads, k -> new Side(k, queues, tables.get()).run(joins, n, k, threads)).stream()
                .reduce(new Answer(0, 0), Answer::plus);
    }
}
