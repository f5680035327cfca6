package io.waxwing.serde;

import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Stack;
import java.util.Vector;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Types of the JDK that are met more rarely: they go by name, as the flow's own do. */
@SuppressWarnings("JdkObsolete") // Stack and Vector are among the types users may send
final class NamedJdkTypes {
    /** What their bytes depend on. */
    static final String SHAPE = "jdk";

    private static final Map<Class<?>, WireSerializer<?>> SERIALIZERS = serializers();

    private NamedJdkTypes() {}

    /** The serializers by type. */
    static Map<Class<?>, WireSerializer<?>> all() {
        return SERIALIZERS;
    }

    private static Map<Class<?>, WireSerializer<?>> serializers() {
        Map<Class<?>, WireSerializer<?>> all = new HashMap<>();
        all.put(ConcurrentLinkedDeque.class, CollectionSerializers.elements(ConcurrentLinkedDeque::new));
        all.put(ConcurrentLinkedQueue.class, CollectionSerializers.elements(ConcurrentLinkedQueue::new));
        all.put(Vector.class, CollectionSerializers.elements(Vector::new));
        all.put(Stack.class, CollectionSerializers.elements(elements -> {
            Stack<Object> stack = new Stack<>();
            stack.addAll(elements);
            return stack;
        }));
        all.put(ConcurrentSkipListSet.class, CollectionSerializers.sortedSet((comparator, elements) -> {
            ConcurrentSkipListSet<Object> set = new ConcurrentSkipListSet<>(comparator);
            set.addAll(elements);
            return set;
        }));
        all.put(ConcurrentSkipListMap.class, CollectionSerializers.sortedMap(ConcurrentSkipListMap::new, map -> map));
        all.put(AtomicReference.class, new ReferenceSerializer());
        all.put(
                LongAdder.class,
                WireSerializer.<LongAdder>of((o, v) -> o.writeVarLong(v.sum(), false), NamedJdkTypes::adder));
        all.put(IntSummaryStatistics.class, WireSerializer.of(NamedJdkTypes::write, NamedJdkTypes::ints));
        all.put(LongSummaryStatistics.class, WireSerializer.of(NamedJdkTypes::write, NamedJdkTypes::longs));
        all.put(DoubleSummaryStatistics.class, WireSerializer.of(NamedJdkTypes::write, NamedJdkTypes::doubles));
        return Map.copyOf(all);
    }

    private static LongAdder adder(PayloadInput in) {
        LongAdder adder = new LongAdder();
        adder.add(in.readVarLong(false));
        return adder;
    }

    private static void write(PayloadOutput out, IntSummaryStatistics value) {
        out.writeVarLong(value.getCount(), true);
        out.writeInt(value.getMin());
        out.writeInt(value.getMax());
        out.writeVarLong(value.getSum(), false);
    }

    private static IntSummaryStatistics ints(PayloadInput in) {
        return new IntSummaryStatistics(in.readVarLong(true), in.readInt(), in.readInt(), in.readVarLong(false));
    }

    private static void write(PayloadOutput out, LongSummaryStatistics value) {
        out.writeVarLong(value.getCount(), true);
        out.writeLong(value.getMin());
        out.writeLong(value.getMax());
        out.writeVarLong(value.getSum(), false);
    }

    private static LongSummaryStatistics longs(PayloadInput in) {
        return new LongSummaryStatistics(in.readVarLong(true), in.readLong(), in.readLong(), in.readVarLong(false));
    }

    /** The sum goes as it is shown; the bits beyond a double, which later sums would gain from, stay behind. */
    private static void write(PayloadOutput out, DoubleSummaryStatistics value) {
        boolean mixed = Double.isNaN(value.getSum()) && !Double.isNaN(value.getMin());
        if (mixed) {
            throw SerdeException.notSerializable(
                    DoubleSummaryStatistics.class,
                    "its sum is no number, though its values are: infinities of both signs");
        }
        out.writeVarLong(value.getCount(), true);
        out.writeDouble(value.getMin());
        out.writeDouble(value.getMax());
        out.writeDouble(value.getSum());
    }

    private static DoubleSummaryStatistics doubles(PayloadInput in) {
        return new DoubleSummaryStatistics(in.readVarLong(true), in.readDouble(), in.readDouble(), in.readDouble());
    }

    private static final class ReferenceSerializer extends WireSerializer<AtomicReference<?>> {
        @Override
        void write(WireKryo kryo, PayloadOutput out, AtomicReference<?> value) {
            kryo.writeAny(out, value.get());
        }

        @Override
        AtomicReference<?> read(WireKryo kryo, PayloadInput in) {
            return new AtomicReference<>(kryo.readAny(in));
        }
    }
}
