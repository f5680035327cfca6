package io.waxwing;

import io.waxwing.function.ThrowingFunction;
import io.waxwing.operator.JoinEmitMode;
import io.waxwing.operator.JoinInsertMode;
import io.waxwing.operator.JoinLogic;
import io.waxwing.operator.JoinPlan;
import io.waxwing.operator.JoinSide;
import io.waxwing.window.WindowClock;
import io.waxwing.window.Windower;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The sides of a join, and which of their values count: what joins of all numbers of sides have in common. */
record Joined<K>(List<KeyedStream<K, ?>> sides, JoinInsertMode mode) {
    static <K> Joined<K> of(List<KeyedStream<K, ?>> sides) {
        return new Joined<>(List.copyOf(sides), JoinInsertMode.LAST);
    }

    Joined<K> insert(JoinInsertMode mode) {
        return new Joined<>(sides, Objects.requireNonNull(mode, "mode"));
    }

    JoinedWindow<K> window(WindowClock<? super JoinSide> clock, Windower windower) {
        return new JoinedWindow<>(
                this, Objects.requireNonNull(clock, "clock"), Objects.requireNonNull(windower, "windower"), true);
    }

    <R> KeyedStream<K, R> step(
            String stepId, JoinEmitMode emit, ThrowingFunction<? super @Nullable Object[], ? extends R> join) {
        var plan = new JoinPlan<R>(sides.size(), mode, emit, join);
        Dataflow flow = flow(stepId);
        String id = flow.newId(stepId);
        Function<InstantSource, ?> logic = time -> new JoinLogic<>(plan);
        return new KeyedStream<>(
                flow,
                flow.add(new Step.Stateful(id, merged(flow, id), Step.Stateful.Keeping.STATEFUL, List.of(logic))));
    }

    /** The flow of all sides. */
    Dataflow flow(String stepId) {
        Dataflow flow = sides.get(0).flow();
        sides.forEach(side -> DataStream.sameFlow(stepId, flow, side.flow()));
        return flow;
    }

    /** All values, each with the number of its side. Part of the join, so it has its id. */
    Step.Port merged(Dataflow flow, String id) {
        List<Step.Port> ports = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
            int number = i;
            ThrowingFunction<Object, JoinSide> label = value -> new JoinSide(number, value);
            ports.add(flow.add(
                    new Step.Stateless(id, Step.Stateless.Kind.MAP, sides.get(i).port(), List.of(label))));
        }
        return flow.add(new Step.Merge(id, List.copyOf(ports)));
    }

    /** The value of a side that is there. */
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
    static <T> T at(@Nullable Object[] row, int side) {
        return (T) row[side];
    }

    /** The value of a side, if it is there. */
    @SuppressWarnings("unchecked")
    static <T> Optional<T> maybe(@Nullable Object[] row, int side) {
        return Optional.ofNullable((T) row[side]);
    }

    /** The values of all sides that are there. */
    static <T> List<T> all(@Nullable Object[] row) {
        List<T> values = new ArrayList<>(row.length);
        for (int side = 0; side < row.length; side++) {
            values.add(Joined.<T>at(row, side));
        }
        return values;
    }

    /** The values of all sides, where they are there. */
    static <T> List<Optional<T>> allMaybe(@Nullable Object[] row) {
        List<Optional<T>> values = new ArrayList<>(row.length);
        for (int side = 0; side < row.length; side++) {
            values.add(Joined.<T>maybe(row, side));
        }
        return values;
    }
}
