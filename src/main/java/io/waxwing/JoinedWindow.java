package io.waxwing;

import io.waxwing.function.ThrowingFunction;
import io.waxwing.operator.JoinEmitMode;
import io.waxwing.operator.JoinPlan;
import io.waxwing.operator.JoinSide;
import io.waxwing.window.WindowClock;
import io.waxwing.window.WindowSpec;
import io.waxwing.window.Windower;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sides of a windowed join: what those of all numbers of sides have in common. */
record JoinedWindow<K>(Joined<K> sides, WindowClock<? super JoinSide> clock, Windower windower, boolean ordered) {
    JoinedWindow<K> ordered(boolean inOrder) {
        return new JoinedWindow<>(sides, clock, windower, inOrder);
    }

    <R> WindowOut<K, R, JoinSide> step(
            String stepId, JoinEmitMode emit, ThrowingFunction<? super @Nullable Object[], ? extends R> join) {
        var plan = new JoinPlan<R>(sides.sides().size(), sides.mode(), emit, join);
        Dataflow flow = sides.flow(stepId);
        String id = flow.newId(stepId);
        WindowSpec<JoinSide> spec = WindowSpec.ofJoin(clock, windower, plan, ordered);
        return WindowedStream.out(
                flow,
                flow.add(new Step.Stateful(id, sides.merged(flow, id), Step.Stateful.Keeping.WINDOW, List.of(spec))));
    }
}
