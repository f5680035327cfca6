package io.waxwing;

import io.waxwing.function.ThrowingFunction3;
import io.waxwing.operator.JoinEmitMode;
import io.waxwing.operator.JoinSide;
import java.util.Optional;

/**
 * A join of three keyed streams by windows: a description; each emit method makes one step of it.
 *
 * @param <K> the keys
 * @param <A> values of the first side
 * @param <B> values of the second side
 * @param <C> values of the third side
 */
public final class JoinWindow3<K, A, B, C> {
    private final JoinedWindow<K> sides;

    JoinWindow3(JoinedWindow<K> sides) {
        this.sides = sides;
    }

    /** Whether values are joined in the order of their timestamps, as unless told, or in order of arrival. */
    public JoinWindow3<K, A, B, C> ordered(boolean ordered) {
        return new JoinWindow3<>(sides.ordered(ordered));
    }

    /** Emits each time all sides have a value in a window, then forgets those values. */
    public <R> WindowOut<K, R, JoinSide> emitComplete(
            String stepId, ThrowingFunction3<? super A, ? super B, ? super C, ? extends R> join) {
        Dataflow.checkGiven(stepId, "join", join);
        return sides.step(
                stepId,
                JoinEmitMode.COMPLETE,
                row -> join.apply(Joined.<A>at(row, 0), Joined.<B>at(row, 1), Joined.<C>at(row, 2)));
    }

    /** Emits as a window closes; a side that was never seen in it is empty. */
    public <R> WindowOut<K, R, JoinSide> emitFinal(
            String stepId,
            ThrowingFunction3<? super Optional<A>, ? super Optional<B>, ? super Optional<C>, ? extends R> join) {
        Dataflow.checkGiven(stepId, "join", join);
        return sides.step(
                stepId,
                JoinEmitMode.FINAL,
                row -> join.apply(Joined.<A>maybe(row, 0), Joined.<B>maybe(row, 1), Joined.<C>maybe(row, 2)));
    }

    /** Emits at each value; a side that was not seen yet in the window is empty. */
    public <R> WindowOut<K, R, JoinSide> emitRunning(
            String stepId,
            ThrowingFunction3<? super Optional<A>, ? super Optional<B>, ? super Optional<C>, ? extends R> join) {
        Dataflow.checkGiven(stepId, "join", join);
        return sides.step(
                stepId,
                JoinEmitMode.RUNNING,
                row -> join.apply(Joined.<A>maybe(row, 0), Joined.<B>maybe(row, 1), Joined.<C>maybe(row, 2)));
    }
}
