package io.waxwing.bench.micro;

import io.waxwing.serde.BatchCodec;
import io.waxwing.serde.ChannelTypes;
import io.waxwing.serde.TypePolicy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A batch of 1,024 keyed items to bytes and back; the cost of one item. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CodecBenchmark {
    private static final int ITEMS = 1024;
    private static final int LIMIT = 16 << 20;

    /** An item of a user's type. */
    public record Reading(String sensor, double value, long time) {}

    /** Type of the values. */
    @Param({"long", "text", "record"})
    public String type = "long";

    private final Object[] keys = new Object[ITEMS];
    private final Object[] values = new Object[ITEMS];
    private final Object[] keysBack = new Object[ITEMS];
    private final Object[] valuesBack = new Object[ITEMS];
    private final ChannelTypes sending = new ChannelTypes();
    private final ChannelTypes receiving = new ChannelTypes();
    private BatchCodec codec;

    /** Makes the items. */
    @Setup
    public void make() {
        codec = new BatchCodec(
                TypePolicy.of(CodecBenchmark.class.getClassLoader(), List.of(Reading.class.getName())), LIMIT);
        for (int i = 0; i < ITEMS; i++) {
            keys[i] = "key" + (10_000 + i);
            values[i] = switch (type) {
                case "long" -> (long) i * i;
                case "text" -> "the value of item " + i;
                default -> new Reading("sensor" + i % 10, i * 0.5, i);
            };
        }
    }

    /** There and back. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public Object roundTrip() {
        for (int from = 0; from < ITEMS; ) {
            BatchCodec.Encoded encoded = codec.encode(sending, keys, values, from, ITEMS, LIMIT);
            codec.decode(receiving, encoded.payload(), encoded.count(), keysBack, valuesBack);
            from += encoded.count();
        }
        return valuesBack;
    }
}
