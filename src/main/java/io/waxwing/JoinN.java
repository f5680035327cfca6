package io.waxwing;

import io.waxwing.operator.JoinEmitMode;
import io.waxwing.operator.JoinInsertMode;
import io.waxwing.operator.JoinSide;
import io.waxwing.window.WindowClock;
import io.waxwing.window.Windower;
import java.util.List;
import java.util.Optional;

/**
 * A join of any number of keyed streams, whose rows are lists in the order of the sides: a description; each emit method makes one
 * step of it.
 *
 * @param <K> the keys
 * @param <V> the values of all sides
 */
public final class JoinN<K, V> {
    private final Joined<K> sides;

    JoinN(Joined<K> sides) {
        this.sides = sides;
    }

    /** Which values of a side count; {@link JoinInsertMode#LAST} unless told. */
    public JoinN<K, V> insert(JoinInsertMode mode) {
        return new JoinN<>(sides.insert(mode));
    }

    /** Emits once all sides have a value, then forgets the key. */
    public KeyedStream<K, List<V>> emitComplete(String stepId) {
        return sides.step(stepId, JoinEmitMode.COMPLETE, row -> Joined.<V>all(row));
    }

    /**
     * Emits at the end of the input, then forgets the key, also if the flow is resumed with more input; a side that was never seen is
     * empty.
     */
    public KeyedStream<K, List<Optional<V>>> emitFinal(String stepId) {
        return sides.step(stepId, JoinEmitMode.FINAL, row -> Joined.<V>allMaybe(row));
    }

    /** Emits at each value, and keeps the key for good; a side that was not seen yet is empty. */
    public KeyedStream<K, List<Optional<V>>> emitRunning(String stepId) {
        return sides.step(stepId, JoinEmitMode.RUNNING, row -> Joined.<V>allMaybe(row));
    }

    /**
     * The same join of the values of each window. A key has one watermark over all sides, as in {@link Join2#window}.
     *
     * @param clock over the values of all sides, each with the number of its side
     */
    public JoinWindowN<K, V> window(WindowClock<? super JoinSide> clock, Windower windower) {
        return new JoinWindowN<>(sides.window(clock, windower));
    }
}
