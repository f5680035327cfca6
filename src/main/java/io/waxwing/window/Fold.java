package io.waxwing.window;

import io.waxwing.function.ThrowingBiFunction;
import io.waxwing.function.ThrowingFunction;
import io.waxwing.function.ThrowingSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a window become one.
 *
 * @param init makes the start value; null for a reduction, where the first value is the start
 * @param folder adds a value to the state so far
 * @param merger makes one of two states, the earlier one first
 * @param straggler adds a value that may have a timestamp before one that came already; null where that is no different
 * @param finisher makes what is emitted of the state as the window closes; null where that is the state itself
 * @param <V> the values
 * @param <S> the state, never null
 */
public record Fold<V, S>(
        @Nullable ThrowingSupplier<? extends S> init,
        ThrowingBiFunction<? super S, ? super V, ? extends S> folder,
        ThrowingBiFunction<? super S, ? super S, ? extends S> merger,
        @Nullable ThrowingBiFunction<? super S, ? super V, ? extends S> straggler,
        @Nullable ThrowingFunction<? super S, ?> finisher) {
    /** A fold that emits its state, of values in whatever order. */
    public Fold(
            @Nullable ThrowingSupplier<? extends S> init,
            ThrowingBiFunction<? super S, ? super V, ? extends S> folder,
            ThrowingBiFunction<? super S, ? super S, ? extends S> merger) {
        this(init, folder, merger, null, null);
    }

    /** A reduction. */
    public static <V> Fold<V, V> reduction(ThrowingBiFunction<? super V, ? super V, ? extends V> reducer) {
        return new Fold<>(null, reducer, reducer);
    }

    /** The state with one more value; the first one given null. */
    @SuppressWarnings("unchecked")
    S add(@Nullable S state, V value) throws Exception {
        if (state != null) {
            return notNull(folder.apply(state, value));
        }
        return notNull(init == null ? (S) value : folder.apply(notNull(init.get()), value));
    }

    /**
     * The same, told of a value whether it surely came in order.
     *
     * @param latest true only if none with a later timestamp came before it
     */
    S add(@Nullable S state, V value, boolean latest) throws Exception {
        return latest || straggler == null || state == null
                ? add(state, value)
                : notNull(straggler.apply(state, value));
    }

    S merge(S earlier, S later) throws Exception {
        return notNull(merger.apply(earlier, later));
    }

    Object finish(S state) throws Exception {
        return finisher == null ? state : finisher.apply(state);
    }

    static <T> T notNull(@Nullable T state) {
        if (state == null) {
            throw new NullPointerException("the state of a window must not be null: it stands for no value yet");
        }
        return state;
    }
}
