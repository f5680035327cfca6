package io.waxwing;

import io.waxwing.function.ThrowingBiFunction;
import io.waxwing.operator.JoinEmitMode;
import io.waxwing.operator.JoinInsertMode;
import io.waxwing.window.JoinClock2;
import io.waxwing.window.Windower;
import java.util.Optional;

/**
 * A join of two keyed streams: a description; each emit method makes one step of it.
 *
 * @param <K> the keys
 * @param <A> values of the first side
 * @param <B> values of the second side
 */
public final class Join2<K, A, B> {
    private final Joined<K> sides;

    Join2(Joined<K> sides) {
        this.sides = sides;
    }

    /** Which values of a side count; {@link JoinInsertMode#LAST} unless told. */
    public Join2<K, A, B> insert(JoinInsertMode mode) {
        return new Join2<>(sides.insert(mode));
    }

    /** Emits once all sides have a value, then forgets the key. */
    public <R> KeyedStream<K, R> emitComplete(
            String stepId, ThrowingBiFunction<? super A, ? super B, ? extends R> join) {
        Dataflow.checkGiven(stepId, "join", join);
        return sides.step(stepId, JoinEmitMode.COMPLETE, row -> join.apply(Joined.<A>at(row, 0), Joined.<B>at(row, 1)));
    }

    /**
     * Emits at the end of the input, then forgets the key, also if the flow is resumed with more input; a side that was never seen is
     * empty.
     */
    public <R> KeyedStream<K, R> emitFinal(
            String stepId, ThrowingBiFunction<? super Optional<A>, ? super Optional<B>, ? extends R> join) {
        Dataflow.checkGiven(stepId, "join", join);
        return sides.step(
                stepId, JoinEmitMode.FINAL, row -> join.apply(Joined.<A>maybe(row, 0), Joined.<B>maybe(row, 1)));
    }

    /** Emits at each value, and keeps the key for good; a side that was not seen yet is empty. */
    public <R> KeyedStream<K, R> emitRunning(
            String stepId, ThrowingBiFunction<? super Optional<A>, ? super Optional<B>, ? extends R> join) {
        Dataflow.checkGiven(stepId, "join", join);
        return sides.step(
                stepId, JoinEmitMode.RUNNING, row -> join.apply(Joined.<A>maybe(row, 0), Joined.<B>maybe(row, 1)));
    }

    /**
     * The same join of the values of each window. A key has one watermark over all sides: if they come from several sources that are not read
     * at the same speed, as recordings are, the one that is ahead makes values of the others late. Read such sides from one source that has
     * them in the order of time, or let the clock wait longer than the recording is.
     */
    public JoinWindow2<K, A, B> window(JoinClock2<? super A, ? super B> clock, Windower windower) {
        return new JoinWindow2<>(sides.window(clock.clock(), windower));
    }
}
