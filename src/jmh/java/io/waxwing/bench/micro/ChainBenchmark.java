package io.waxwing.bench.micro;

import io.waxwing.chain.Downstream;
import io.waxwing.chain.FusedStep;
import io.waxwing.chain.Gate;
import io.waxwing.chain.Specializer;
import io.waxwing.chain.StepContext;
import io.waxwing.chain.StepSite;
import io.waxwing.function.ThrowingFunction;
import io.waxwing.function.ThrowingPredicate;
import java.time.InstantSource;
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

/** Boxed numbers through six fused steps: a copy of the class per step, shared classes, and the same lambdas in one loop. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ChainBenchmark {
    private static final int ITEMS = 1000;

    /** Whether each step has a copy of its class. */
    @Param({"true", "false"})
    public boolean copies;

    private final ThrowingFunction<Long, Long> first = x -> x * 31 + 7;
    private final ThrowingPredicate<Long> second = x -> x % 3 != 0;
    private final ThrowingFunction<Long, Long> third = x -> x ^ (x >>> 7);
    private final ThrowingFunction<Long, Long> fourth = x -> x + 13;
    private final ThrowingPredicate<Long> fifth = x -> (x & 15) != 5;
    private final ThrowingFunction<Long, Long> sixth = x -> x * 3;
    private final Last last = new Last();
    private Downstream chain = last;

    /** Adds up what comes. */
    private static final class Last implements Downstream {
        private long sum;

        @Override
        public void push(Object key, Object item) {
            sum += (Long) item;
        }

        @Override
        public void flush() {
            // nothing is gathered
        }
    }

    private record Place(long epoch, int worker, InstantSource time) implements StepContext {}

    /** Builds the chain, last step first. */
    @Setup
    public void build() {
        Specializer specializer = copies ? Specializer.copying() : Specializer.sharing();
        List<Object> functions = List.of(first, second, third, fourth, fifth, sixth);
        chain = last;
        for (int i = functions.size() - 1; i >= 0; i--) {
            FusedStep kind = functions.get(i) instanceof ThrowingPredicate ? FusedStep.FILTER : FusedStep.MAP;
            var site = new StepSite("step" + i, new Gate(), new Place(1, 0, InstantSource.system()));
            chain = (Downstream) specializer.make(kind, site, List.of(functions.get(i)), chain);
        }
    }

    /** Through the steps. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public long steps() {
        for (long i = 0; i < ITEMS; i++) {
            chain.push(null, i);
        }
        return last.sum;
    }

    /** The same lambdas, called by hand. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public long byHand() throws Exception {
        long sum = 0;
        for (long i = 0; i < ITEMS; i++) {
            Long x = first.apply(i);
            if (second.test(x)) {
                x = fourth.apply(third.apply(x));
                if (fifth.test(x)) {
                    sum += sixth.apply(x);
                }
            }
        }
        return sum;
    }
}
