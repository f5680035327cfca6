package io.waxwing.bench;

import io.waxwing.bench.WordCount.Count;
import io.waxwing.operator.KeyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keyed exchange by hand. */
final class HandExchange {
    /** Counts per key, and what the sink would have got. */
    static final class Table {
        private final Map<String, Count> counts = new HashMap<>(1 << 18);
        private long items;
        private long most;

        void add(String key) {
            Count count = counts.get(key);
            if (count == null) {
                count = new Count();
                counts.put(key, count);
            }
            items++;
            most = Math.max(most, ++count.n);
        }

        Map<String, Count> counts() {
            return counts;
        }

        Answer answer() {
            return new Answer(items, most);
        }
    }

    private static final int PAIRS = 1000;

    private HandExchange() {}

    static int threadOf(String key, int threads) {
        return ((key.hashCode() * 0x9E3779B9) >>> 16) % threads;
    }

    static Answer onOneThread(Keys keys, long n) {
        var table = new Table();
        for (long i = 0; i < n; i++) {
            table.add(keys.of(i));
        }
        return table.answer();
    }

    /** The same with what a flow cannot do without: a pair with a boxed number for each item, in and out, a batch at a time. */
    static Answer withPairs(Keys keys, long n) {
        Map<String, Count> counts = new HashMap<>(1 << 18);
        long items = 0;
        long most = 0;
        for (long i = 0; i < n; ) {
            List<KeyValue<String, Long>> in = new ArrayList<>(PAIRS);
            for (; in.size() < PAIRS && i < n; i++) {
                in.add(KeyValue.of(keys.of(i), i));
            }
            List<KeyValue<String, Long>> out = new ArrayList<>(in.size());
            for (KeyValue<String, Long> item : in) {
                Count count = counts.get(item.key());
                if (count == null) {
                    count = new Count();
                    counts.put(item.key(), count);
                }
                out.add(KeyValue.of(item.key(), ++count.n));
            }
            for (KeyValue<String, Long> item : out) {
                items++;
                most = Math.max(most, item.value());
            }
        }
        return new Answer(items, most);
    }

    static Answer onThreads(Keys keys, long n, int threads) throws Exception {
        var queues = new HandShuffle.Queues(threads);
        return Threads.all(threads, k -> new Side(k, threads, queues).run(keys, n)).stream()
                .reduce(new Answer(0, 0), Answer::greatest);
    }

    /** One thread with its table. */
    private static final class Side extends HandShuffle {
        private final int self;
        private final int threads;
        private final Table table = new Table();

        Side(int self, int threads, Queues queues) {
            super(self, queues, false);
            this.self = self;
            this.threads = threads;
        }

        @Override
        void add(String key, long number, double value) {
            table.add(key);
        }

        Answer run(Keys keys, long n) {
            for (long i = self; i < n; i += threads) {
                String key = keys.of(i);
                give(key, threadOf(key, threads), i, 0, 0);
            }
            finish();
            return table.answer();
        }
    }
}
