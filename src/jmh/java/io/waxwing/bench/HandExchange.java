package io.waxwing.bench;

import io.waxwing.bench.WordCount.Count;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The keyed exchange by hand: arrays of 1,024 items handed over through queues of 16. */
final class HandExchange {
    private static final int BATCH = 1024;
    private static final int QUEUE = 16;

    /** Items for one thread. */
    private static final class Batch {
        final String[] keys = new String[BATCH];
        final long[] values = new long[BATCH];
        int size;
        boolean last;
    }

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

    static Answer onThreads(Keys keys, long n, int threads) throws Exception {
        List<BlockingQueue<Batch>> queues = new ArrayList<>();
        for (int k = 0; k < threads; k++) {
            queues.add(new ArrayBlockingQueue<>(QUEUE));
        }
        return Threads.all(threads, k -> new Side(k, queues).run(keys, n)).stream()
                .reduce(new Answer(0, 0), Answer::greatest);
    }

    /** One thread: makes its share of the items, keeps its own, hands over the rest, takes what comes. */
    private static final class Side {
        private final int self;
        private final List<BlockingQueue<Batch>> queues;
        private final Batch[] open;
        private final Table table = new Table();
        private int others;

        Side(int self, List<BlockingQueue<Batch>> queues) {
            this.self = self;
            this.queues = queues;
            this.others = queues.size() - 1;
            this.open = new Batch[queues.size()];
            for (int k = 0; k < open.length; k++) {
                open[k] = new Batch();
            }
        }

        Answer run(Keys keys, long n) {
            for (long i = self; i < n; i += open.length) {
                String key = keys.of(i);
                int to = threadOf(key, open.length);
                if (to == self) {
                    table.add(key);
                    continue;
                }
                Batch batch = open[to];
                batch.keys[batch.size] = key;
                batch.values[batch.size] = i;
                if (++batch.size == BATCH) {
                    send(to, false);
                    take();
                }
            }
            for (int to = 0; to < open.length; to++) {
                if (to != self) {
                    send(to, true);
                }
            }
            while (others > 0) {
                if (!take()) {
                    Thread.onSpinWait();
                }
            }
            return table.answer();
        }

        private void send(int to, boolean last) {
            Batch batch = open[to];
            batch.last = last;
            open[to] = new Batch();
            while (!queues.get(to).offer(batch)) {
                if (!take()) {
                    Thread.onSpinWait();
                }
            }
        }

        private boolean take() {
            Batch batch = queues.get(self).poll();
            if (batch == null) {
                return false;
            }
            for (int i = 0; i < batch.size; i++) {
                table.add(batch.keys[i]);
            }
            if (batch.last) {
                others--;
            }
            return true;
        }
    }
}
