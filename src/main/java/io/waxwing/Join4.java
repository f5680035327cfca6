package io.waxwing;

import io.waxwing.function.ThrowingFunction4;
import io.waxwing.operator.JoinEmitMode;
import io.waxwing.operator.JoinInsertMode;
import io.waxwing.window.JoinClock4;
import io.waxwing.window.Windower;
import java.util.Optional;

/**
 * A join of four keyed streams: a description; each emit method makes one step of it.
 *
 * @param <K> the keys
 * @param <A> values of the first side
 * @param <B> values of the second side
 * @param <C> values of the third side
 * @param <D> values of the fourth side
 */
public final class Join4<K, A, B, C, D> {
    private final Joined<K> sides;

    Join4(Joined<K> sides) {
        this.sides = sides;
    }

    /** Which values of a side count; {@link JoinInsertMode#LAST} unless told. */
    public Join4<K, A, B, C, D> insert(JoinInsertMode mode) {
        return new Join4<>(sides.insert(mode));
    }

    /** Emits once all sides have a value, then forgets the key. */
    public <R> KeyedStream<K, R> emitComplete(
            String stepId, ThrowingFunction4<? super A, ? super B, ? super C, ? super D, ? extends R> join) {
        Dataflow.checkGiven(stepId, "join", join);
        return sides.step(
                stepId,
                JoinEmitMode.COMPLETE,
                row -> join.apply(
                        Joined.<A>at(row, 0), Joined.<B>at(row, 1), Joined.<C>at(row, 2), Joined.<D>at(row, 3)));
    }

    /**
     * Emits at the end of the input, then forgets the key, also if the flow is resumed with more input; a side that was never seen is
     * empty.
     */
    public <R> KeyedStream<K, R> emitFinal(
            String stepId,
            ThrowingFunction4<
                            ? super Optional<A>,
                            ? super Optional<B>,
                            ? super Optional<C>,
                            ? super Optional<D>,
                            ? extends R>
                    join) {
        Dataflow.checkGiven(stepId, "join", join);
        return sides.step(
                stepId,
                JoinEmitMode.FINAL,
                row -> join.apply(
                        Joined.<A>maybe(row, 0),
                        Joined.<B>maybe(row, 1),
                        Joined.<C>maybe(row, 2),
                        Joined.<D>maybe(row, 3)));
    }

    /** Emits at each value, and keeps the key for good; a side that was not seen yet is empty. */
    public <R> KeyedStream<K, R> emitRunning(
            String stepId,
            ThrowingFunction4<
                            ? super Optional<A>,
                            ? super Optional<B>,
                            ? super Optional<C>,
                            ? super Optional<D>,
                            ? extends R>
                    join) {
        Dataflow.checkGiven(stepId, "join", join);
        return sides.step(
                stepId,
                JoinEmitMode.RUNNING,
                row -> join.apply(
                        Joined.<A>maybe(row, 0),
                        Joined.<B>maybe(row, 1),
                        Joined.<C>maybe(row, 2),
                        Joined.<D>maybe(row, 3)));
    }

    /**
     * The same join of the values of each window. A key has one watermark over all sides: see {@link Join2#window}.
     */
    public JoinWindow4<K, A, B, C, D> window(
            JoinClock4<? super A, ? super B, ? super C, ? super D> clock, Windower windower) {
        return new JoinWindow4<>(sides.window(clock.clock(), windower));
    }
}
