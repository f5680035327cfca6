package io.waxwing;

import io.waxwing.operator.JoinEmitMode;
import io.waxwing.operator.JoinSide;
import java.util.List;
import java.util.Optional;

/**
 * A join of any number of keyed streams by windows: a description; each emit method makes one step of it.
 *
 * @param <K> the keys
 * @param <V> the values of all sides
 */
public final class JoinWindowN<K, V> {
    private final JoinedWindow<K> sides;

    JoinWindowN(JoinedWindow<K> sides) {
        this.sides = sides;
    }

    /** Whether values are joined in the order of their timestamps, as unless told, or in order of arrival. */
    public JoinWindowN<K, V> ordered(boolean ordered) {
        return new JoinWindowN<>(sides.ordered(ordered));
    }

    /** Emits each time all sides have a value in a window, then forgets those values. */
    public WindowOut<K, List<V>, JoinSide> emitComplete(String stepId) {
        return sides.step(stepId, JoinEmitMode.COMPLETE, row -> Joined.<V>all(row));
    }

    /** Emits as a window closes; a side that was never seen in it is empty. */
    public WindowOut<K, List<Optional<V>>, JoinSide> emitFinal(String stepId) {
        return sides.step(stepId, JoinEmitMode.FINAL, row -> Joined.<V>allMaybe(row));
    }

    /** Emits at each value; a side that was not seen yet in the window is empty. */
    public WindowOut<K, List<Optional<V>>, JoinSide> emitRunning(String stepId) {
        return sides.step(stepId, JoinEmitMode.RUNNING, row -> Joined.<V>allMaybe(row));
    }
}
