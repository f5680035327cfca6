package io.waxwing;

import io.waxwing.function.ThrowingFunction3;
import io.waxwing.operator.JoinEmitMode;
import io.waxwing.operator.JoinInsertMode;
import io.waxwing.window.JoinClock3;
import io.waxwing.window.Windower;
import java.util.Optional;

/**
 * A join of three keyed streams: a description; each emit method makes one step of it.
 *
 * @param <K> the keys
 * @param <A> values of the first side
 * @param <B> values of the second side
 * @param <C> values of the third side
 */
public final class Join3<K, A, B, C> {
    private final Joined<K> sides;

    Join3(Joined<K> sides) {
        this.sides = sides;
    }

    /** Which values of a side count; {@link JoinInsertMode#LAST} unless told. */
    public Join3<K, A, B, C> insert(JoinInsertMode mode) {
        return new Join3<>(sides.insert(mode));
    }

    /** Emits once all sides have a value, then forgets the key. */
    public <R> KeyedStream<K, R> emitComplete(
            String stepId, ThrowingFunction3<? super A, ? super B, ? super C, ? extends R> join) {
        Dataflow.checkGiven(stepId, "join", join);
        return sides.step(
                stepId,
                JoinEmitMode.COMPLETE,
                row -> join.apply(Joined.<A>at(row, 0), Joined.<B>at(row, 1), Joined.<C>at(row, 2)));
    }

    /**
     * Emits at the end of the input, then forgets the key, also if the flow is resumed with more input; a side that was never seen is
     * empty.
     */
    public <R> KeyedStream<K, R> emitFinal(
            String stepId,
            ThrowingFunction3<? super Optional<A>, ? super Optional<B>, ? super Optional<C>, ? extends R> join) {
        Dataflow.checkGiven(stepId, "join", join);
        return sides.step(
                stepId,
                JoinEmitMode.FINAL,
                row -> join.apply(Joined.<A>maybe(row, 0), Joined.<B>maybe(row, 1), Joined.<C>maybe(row, 2)));
    }

    /** Emits at each value, and keeps the key for good; a side that was not seen yet is empty. */
    public <R> KeyedStream<K, R> emitRunning(
            String stepId,
            ThrowingFunction3<? super Optional<A>, ? super Optional<B>, ? super Optional<C>, ? extends R> join) {
        Dataflow.checkGiven(stepId, "join", join);
        return sides.step(
                stepId,
                JoinEmitMode.RUNNING,
                row -> join.apply(Joined.<A>maybe(row, 0), Joined.<B>maybe(row, 1), Joined.<C>maybe(row, 2)));
    }

    /**
     * The same join of the values of each window. A key has one watermark over all sides: see {@link Join2#window}.
     */
    public JoinWindow3<K, A, B, C> window(JoinClock3<? super A, ? super B, ? super C> clock, Windower windower) {
        return new JoinWindow3<>(sides.window(clock.clock(), windower));
    }
}
