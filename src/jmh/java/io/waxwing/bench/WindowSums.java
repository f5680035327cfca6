package io.waxwing.bench;

import io.waxwing.Dataflow;
import io.waxwing.WindowOut;
import io.waxwing.WindowedStream;
import io.waxwing.bench.Timed.Reading;
import io.waxwing.operator.KeyValue;
import io.waxwing.runtime.RunConfig;
import io.waxwing.runtime.Runner;
import io.waxwing.window.EventClock;
import io.waxwing.window.Windowed;
import io.waxwing.window.Windower;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Sums per window of 1,000 keys by event time, of which a millisecond is 10 items: tumbling 10 s, 5 s wait. */
final class WindowSums {
    private static final int KEYS = 1000;
    private static final long LENGTH = 10_000;
    private static final long WAIT = 5_000;

    /** A sum that is changed in place. */
    static final class Sum {
        double value;

        Sum add(Reading reading) {
            value += reading.value();
            return this;
        }

        Sum merge(Sum other) {
            value += other.value;
            return this;
        }
    }

    private WindowSums() {}

    private static String keyOf(long item) {
        return "k" + item % KEYS; // a new string each time, as if read from somewhere
    }

    static Workload workload(long n, boolean ordered) throws Exception {
        return new Workload(
                ordered ? "window, ordered" : "window",
                n,
                byHand(n, 1),
                List.of(
                        Variant.hand("w1", () -> byHand(n, 1)),
                        Variant.flow("w1", () -> sums(n, 1, ordered)),
                        Variant.hand("w2", () -> byHand(n, 2)),
                        Variant.flow("w2", () -> sums(n, 2, ordered))));
    }

    /** Windows of 12 s: in the place of the loop by hand stands the tumbling one, beside it one that opens every 200 ms. */
    static Workload sliding(long n) throws Exception {
        Duration length = Duration.ofSeconds(12);
        Duration offset = length.dividedBy(60);
        Answer sliding = counts(n, 1, length, offset);
        Answer tumbling = counts(n, 1, length, length);
        if (sliding.figure() != 60 * n || tumbling.figure() != n) {
            throw new IllegalStateException("wrong counts: " + sliding + ", " + tumbling);
        }
        Answer fine = new Answer(0, 0);
        return new Workload(
                "sliding (60 windows a value; \"hand\" is the flow with tumbling windows)",
                n,
                fine,
                List.of(
                        Variant.hand("w1", () -> checked(counts(n, 1, length, length), tumbling)),
                        Variant.flow("w1", () -> checked(counts(n, 1, length, offset), sliding)),
                        Variant.hand("w2", () -> checked(counts(n, 2, length, length), tumbling)),
                        Variant.flow("w2", () -> checked(counts(n, 2, length, offset), sliding))));
    }

    private static Answer checked(Answer answer, Answer expected) {
        return answer.equals(expected) ? new Answer(0, 0) : answer;
    }

    private static Answer byHand(long n, int threads) throws Exception {
        if (threads == 1) {
            var windows = new Windows();
            for (long i = 0; i < n; i++) {
                long millis = Timed.millis(i);
                windows.add(keyOf(i), millis, Timed.value(i));
                if ((i & 1023) == 0) {
                    windows.closeUntil(millis - WAIT);
                }
            }
            return windows.closeAll();
        }
        var queues = new HandShuffle.Queues(threads);
        return Threads.all(threads, k -> new Side(k, queues).run(n, k, threads)).stream()
                .reduce(new Answer(0, 0), Answer::plus);
    }

    /** One of several threads: items go to the thread of their key. */
    private static final class Side extends HandShuffle {
        private final Windows windows = new Windows();

        Side(int self, Queues queues) {
            super(self, queues, true);
        }

        @Override
        void add(String key, long millis, double value) {
            windows.add(key, millis, value);
        }

        @Override
        void passTo(long watermark) {
            windows.closeUntil(watermark);
        }

        Answer run(long n, int self, int threads) {
            for (long i = self; i < n; i += threads) {
                String key = keyOf(i);
                long millis = Timed.millis(i);
                give(key, HandExchange.threadOf(key, threads), millis, Timed.value(i), millis - WAIT);
            }
            finish();
            return windows.closeAll();
        }
    }

    private static final class Windows {
        private final TreeMap<Long, Map<String, double[]>> open = new TreeMap<>();
        private Map<String, double[]> latest = Map.of();
        private long latestNumber = -1;
        private long closed;
        private double total;

        void add(String key, long millis, double value) {
            long number = millis / LENGTH;
            if (number != latestNumber) {
                latestNumber = number;
                latest = open.computeIfAbsent(number, any -> new HashMap<>(2 * KEYS));
            }
            double[] sum = latest.get(key);
            if (sum == null) {
                sum = new double[1];
                latest.put(key, sum);
            }
            sum[0] += value;
        }

        Answer closeAll() {
            closeUntil(Long.MAX_VALUE);
            return new Answer(closed, (long) (total * 2));
        }

        void closeUntil(long watermark) {
            while (!open.isEmpty() && (open.firstKey() + 1) * LENGTH <= watermark) {
                if (open.firstKey() == latestNumber) {
                    latestNumber = -1;
                }
                for (double[] sum : open.pollFirstEntry().getValue().values()) {
                    closed++;
                    total += sum[0];
                }
            }
        }
    }

    private static Answer sums(long n, int workers, boolean ordered) throws Exception {
        Tally<KeyValue<String, Windowed<Sum>>> tally =
                Tally.sum(out -> (long) (out.value().value().value * 2));
        var flow = new Dataflow("window");
        windowed(flow, n, Windower.tumbling(Duration.ofMillis(LENGTH)).alignTo(Instant.EPOCH))
                .ordered(ordered)
                .fold("sum", Sum::new, Sum::add, Sum::merge)
                .down()
                .output("tally", tally);
        Runner.run(flow, RunConfig.workers(workers));
        return tally.answer();
    }

    private static Answer counts(long n, int workers, Duration length, Duration offset) throws Exception {
        Tally<KeyValue<String, Windowed<Long>>> tally =
                Tally.sum(out -> out.value().value());
        var flow = new Dataflow("window");
        Function<WindowedStream<String, Reading>, WindowOut<String, Long, Reading>> count = w -> w.count("count");
        count.apply(windowed(flow, n, Windower.sliding(length, offset).alignTo(Instant.EPOCH)))
                .down()
                .output("tally", tally);
        Runner.run(flow, RunConfig.workers(workers));
        return tally.answer();
    }

    private static WindowedStream<String, Reading> windowed(Dataflow flow, long n, Windower windower) {
        return flow.inputKeyed("readings", new Timed(n, WindowSums::keyOf))
                .window(EventClock.ofMillis(Reading::millis, Duration.ofMillis(WAIT)), windower);
    }
}
