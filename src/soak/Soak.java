import io.waxwing.Dataflow;
import io.waxwing.connector.DynamicSink;
import io.waxwing.connector.DynamicSource;
import io.waxwing.connector.SinkPartition;
import io.waxwing.connector.SourcePartition;
import io.waxwing.connector.SourceStatus;
import io.waxwing.connector.StdOutSink;
import io.waxwing.connector.StdinSource;
import io.waxwing.operator.KeyValue;
import io.waxwing.testing.TestingSource;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/** Flows for scripts/soak. */
public final class Soak {
    private static final int RECORD = 16 << 10;
    private static final int BATCH = 64;

    private Soak() {}

    /** Nothing to do for as long as nothing is typed. */
    public static Dataflow idle() {
        return new Dataflow("idle")
                .input("in", StdinSource.of())
                .redistribute("everywhere")
                .output("out", StdOutSink.of());
    }

    /** As much as all workers can do, for ever; says something now and then. */
    public static Dataflow load() {
        return new Dataflow("load")
                .input("in", (DynamicSource<Long>) context -> new SourcePartition<>() {
                    private long next = context.workerIndex();

                    @Override
                    public SourceStatus nextBatch(io.waxwing.operator.Emitter<? super Long> out) {
                        for (int i = 0; i < 1_000; i++) {
                            out.emit(next += context.workerCount());
                        }
                        return SourceStatus.MORE;
                    }
                })
                .keyOn("key", n -> n % 1_000)
                .statefulMap("count", () -> new long[1], (count, n) -> ++count[0])
                .filterValue("now_and_then", n -> n % 1_000 == 0)
                .map("line", (key, n) -> key + " " + n)
                .output("out", StdOutSink.of());
    }

    /** A million keys of 100 bytes that change all the time, as fast as it goes; says so when each has changed once. */
    public static Dataflow million() {
        int keys = 1_000_000;
        return new Dataflow("million")
                .inputKeyed("in", (DynamicSource<KeyValue<String, Long>>) context -> new SourcePartition<>() {
                    private long next = context.workerIndex();

                    @Override
                    public SourceStatus nextBatch(io.waxwing.operator.Emitter<? super KeyValue<String, Long>> out) {
                        for (int i = 0; i < 1_000; i++) {
                            out.emit(KeyValue.of("key-" + next * 7919 % keys, next));
                            next += context.workerCount();
                        }
                        return SourceStatus.MORE;
                    }
                })
                .statefulMap("keep", () -> new byte[100], (state, n) -> {
                    state[(int) (n % 100)]++;
                    return n;
                })
                .filterValue("all", n -> n % keys == keys - 1)
                .map("line", (key, n) -> "round " + (n + 1) / keys)
                .output("out", StdOutSink.of());
    }

    /** So many MiB made by worker 0 as fast as it can, taken by the last worker, a record of 16 KiB in so many microseconds. */
    public static Dataflow slowSink(int mebibytes, int micros) {
        return new Dataflow("slow_sink")
                .input("in", (DynamicSource<byte[]>) context -> new Records(
                        context.workerIndex() == 0 ? mebibytes * (1L << 20) / RECORD : 0))
                .redistribute("everywhere")
                .output("out", (DynamicSink<byte[]>) context -> new SlowSink(context.workerIndex(), micros));
    }

    private static final class Records implements SourcePartition<byte[]> {
        private long left;
        private final long began = System.nanoTime();
        private long making;

        Records(long left) {
            this.left = left;
        }

        @Override
        public SourceStatus nextBatch(io.waxwing.operator.Emitter<? super byte[]> out) {
            long begin = System.nanoTime();
            for (int i = 0; i < BATCH && left > 0; i++, left--) {
                byte[] record = new byte[RECORD];
                record[0] = (byte) left;
                out.emit(record);
            }
            making += System.nanoTime() - begin;
            return left > 0 ? SourceStatus.MORE : SourceStatus.DONE;
        }

        @Override
        public void close() {
            System.err.printf(
                    "source: in its calls %.1f s of %.1f s%n", making / 1e9, (System.nanoTime() - began) / 1e9);
        }
    }

    private static final class SlowSink implements SinkPartition<byte[]> {
        private final int worker;
        private final int micros;
        private long bytes;
        private long nanos;

        SlowSink(int worker, int micros) {
            this.worker = worker;
            this.micros = micros;
        }

        @Override
        public void writeBatch(List<? extends byte[]> records) {
            long begin = System.nanoTime();
            for (byte[] record : records) {
                long until = System.nanoTime() + micros * 1_000L;
                for (long now; (now = System.nanoTime()) < until; ) {
                    LockSupport.parkNanos(until - now);
                }
                bytes += record.length;
            }
            nanos += System.nanoTime() - begin;
        }

        @Override
        public void close() {
            System.out.println(
                    "worker " + worker + " took " + (bytes >> 20) + " MiB, in its calls " + nanos / 1_000_000 + " ms");
        }
    }

    /** One call that makes this many items, one after the other, into an exchange. */
    public static Dataflow lazily(int items) {
        return new Dataflow("lazily")
                .input("in", TestingSource.of(items))
                .flatMap("make", n -> (Iterable<Long>) () -> numbers(n))
                .redistribute("everywhere")
                .countFinal("count", n -> "items")
                .map("line", (word, n) -> n + " " + word)
                .output("out", StdOutSink.of());
    }

    private static Iterator<Long> numbers(int count) {
        return LongStream.range(0, count).iterator();
    }
}
