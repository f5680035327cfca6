package io.waxwing.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * One of several threads that hand each other keyed items, by hand: arrays of 1,024 items through queues of 16. It makes its share of the
 * items, keeps its own, hands over the rest, takes what comes.
 */
abstract class HandShuffle {
    private static final int BATCH = 1024;
    private static final int QUEUE = 16;

    /** Items for one thread, and up to which time there are no more of the sender's. */
    private static final class Batch {
        final int from;
        final String[] keys = new String[BATCH];
        final long[] numbers = new long[BATCH];
        final double[] values;
        int size;
        long watermark = Long.MAX_VALUE;
        boolean last;

        Batch(int from, boolean withValues) {
            this.from = from;
            this.values = new double[withValues ? BATCH : 0];
        }
    }

    /** The queues of so many threads. */
    static final class Queues {
        private final List<BlockingQueue<Batch>> queues = new ArrayList<>();

        Queues(int threads) {
            for (int k = 0; k < threads; k++) {
                queues.add(new ArrayBlockingQueue<>(QUEUE));
            }
        }
    }

    private final int self;
    private final List<BlockingQueue<Batch>> queues;
    private final Batch[] open;
    private final long[] watermarks;
    private final boolean withValues;
    private int others;

    HandShuffle(int self, Queues queues, boolean withValues) {
        this.self = self;
        this.queues = queues.queues;
        this.withValues = withValues;
        this.others = this.queues.size() - 1;
        this.open = new Batch[this.queues.size()];
        Arrays.setAll(open, k -> new Batch(self, withValues));
        this.watermarks = new long[open.length];
        Arrays.fill(watermarks, Long.MIN_VALUE);
    }

    /** An item of this thread. */
    abstract void add(String key, long number, double value);

    /** The least watermark of all threads. */
    void passTo(long watermark) {}

    final void give(String key, int to, long number, double value, long watermark) {
        if (to == self) {
            add(key, number, value);
            watermarks[self] = watermark;
            return;
        }
        Batch batch = open[to];
        batch.keys[batch.size] = key;
        batch.numbers[batch.size] = number;
        if (withValues) {
            batch.values[batch.size] = value;
        }
        if (++batch.size == BATCH) {
            batch.watermark = watermark;
            send(to, false);
            take();
        }
    }

    /** All of this thread's have been given; takes what is still to come. */
    final void finish() {
        for (int to = 0; to < open.length; to++) {
            if (to != self) {
                send(to, true);
            }
        }
        watermarks[self] = Long.MAX_VALUE;
        while (others > 0) {
            if (!take()) {
                Thread.onSpinWait();
            }
        }
        passTo(Long.MAX_VALUE);
    }

    private void send(int to, boolean last) {
        Batch batch = open[to];
        batch.last = last;
        open[to] = new Batch(self, withValues);
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
            add(batch.keys[i], batch.numbers[i], withValues ? batch.values[i] : 0);
        }
        if (batch.last) {
            others--;
        }
        watermarks[batch.from] = batch.last ? Long.MAX_VALUE : batch.watermark;
        long least = Long.MAX_VALUE;
        for (long watermark : watermarks) {
            least = Math.min(least, watermark);
        }
        passTo(least);
        return true;
    }
}
