package io.waxwing.bench.micro;

import io.waxwing.exchange.StableHash;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The hash that routes keys, for the usual types of keys. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class StableHashBenchmark {
    /** A key of two parts. */
    public record Pair(String name, long number) {}

    /** Type of the key. */
    @Param({"text8", "text40", "long", "uuid", "record"})
    public String type = "text8";

    private Object key = "";

    /** Makes the key. */
    @Setup
    public void make() {
        key = switch (type) {
            case "text8" -> "key12345";
            case "text40" -> "0123456789012345678901234567890123456789";
            case "long" -> 1234567890123L;
            case "uuid" -> new UUID(1, 2);
            default -> new Pair("name", 42);
        };
    }

    /** One hash. */
    @Benchmark
    public long hash() {
        return StableHash.of(key);
    }
}
