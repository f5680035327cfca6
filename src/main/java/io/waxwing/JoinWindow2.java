package io.waxwing;

import io.waxwing.function.ThrowingBiFunction;
import io.waxwing.operator.JoinEmitMode;
import io.waxwing.operator.JoinSide;
import java.util.Optional;

/**
 * A join of two keyed streams by windows: a description; each emit method makes one step of it.
 *
 * @param <K> the keys
 * @param <A> values of the first side
 * @param <B> values of the second side
 */
public final class JoinWindow2<K, A, B> {
    private final JoinedWindow<K> sides;

    JoinWindow2(JoinedWindow<K> sides) {
        this.sides = sides;
    }

    /** Whether values are joined in the order of their timestamps, as unless told, or in order of arrival. */
    public JoinWindow2<K, A, B> ordered(boolean ordered) {
        return new JoinWindow2<>(sides.ordered(ordered));
    }

    /** Emits each time all sides have a value in a window, then forgets those values. */
    public <R> WindowOut<K, R, JoinSide> emitComplete(
            String stepId, ThrowingBiFunction<? super A, ? super B, ? extends R> join) {
        Dataflow.checkGiven(stepId, "join", join);
        return sides.step(stepId, JoinEmitMode.COMPLETE, row -> join.apply(Joined.<A>at(row, 0), Joined.<B>at(row, 1)));
    }

    /** Emits as a window closes; a side that was never seen in it is empty. */
    public <R> WindowOut<K, R, JoinSide> emitFinal(
            String stepId, ThrowingBiFunction<? super Optional<A>, ? super Optional<B>, ? extends R> join) {
        Dataflow.checkGiven(stepId, "join", join);
        return sides.step(
                stepId, JoinEmitMode.FINAL, row -> join.apply(Joined.<A>maybe(row, 0), Joined.<B>maybe(row, 1)));
    }

    /** Emits at each value; a side that was not seen yet in the window is empty. */
    public <R> WindowOut<K, R, JoinSide> emitRunning(
            String stepId, ThrowingBiFunction<? super Optional<A>, ? super Optional<B>, ? extends R> join) {
        Dataflow.checkGiven(stepId, "join", join);
        return sides.step(
                stepId, JoinEmitMode.RUNNING, row -> join.apply(Joined.<A>maybe(row, 0), Joined.<B>maybe(row, 1)));
    }
}
