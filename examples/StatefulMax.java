package examples;

import io.waxwing.Dataflow;
import io.waxwing.connector.StdOutSink;
import io.waxwing.operator.Emitter;
import io.waxwing.operator.KeyValue;
import io.waxwing.operator.Retention;
import io.waxwing.operator.StatefulLogic;
import io.waxwing.testing.TestingSource;

/**
 * The greatest value so far of each sensor, told whenever there is a new one. A logic of one's own: one object for each key, on the worker
 * that the key belongs to. (Shorter, but telling the maximum at each value: {@code scan("max", () -> Integer.MIN_VALUE, Math::max)}.)
 */
public final class StatefulMax {
    static final class Max implements StatefulLogic<Integer, Integer, Integer> {
        private int greatest = Integer.MIN_VALUE;

        @Override
        public Retention onItem(Integer value, Emitter<? super Integer> out) {
            if (value > greatest) {
                greatest = value;
                out.emit(value);
            }
            return Retention.KEEP;
        }

        @Override
        public Integer snapshot() {
            return greatest;
        }

        @Override
        public void restore(Integer saved) {
            greatest = saved;
        }
    }

    private StatefulMax() {}

    public static Dataflow flow() {
        var readings = TestingSource.of(
                KeyValue.of("cellar", 11),
                KeyValue.of("attic", 24),
                KeyValue.of("cellar", 10),
                KeyValue.of("cellar", 12),
                KeyValue.of("attic", 31),
                KeyValue.of("attic", 30),
                KeyValue.of("cellar", 14));
        return new Dataflow("stateful_max")
                .inputKeyed("readings", readings)
                .stateful("max", Max::new)
                .map("format", (sensor, max) -> sensor + ": " + max)
                .output("out", StdOutSink.of());
    }
}
