package io.waxwing.window;

import io.waxwing.function.ThrowingBiFunction;
import io.waxwing.function.ThrowingSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a window become one.
 *
 * @param init makes the start value; null for a reduction, where the first value is the start
 * @param folder adds a value to the state so far
 * @param merger makes one of two states, the earlier one first
 * @param <V> the values
 * @param <S> the state, never null
 */
public record Fold<V, S>(
        @Nullable ThrowingSupplier<? extends S> init,
        ThrowingBiFunction<? super S, ? super V, ? extends S> folder,
        ThrowingBiFunction<? super S, ? super S, ? extends S> merger) {
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

    S merge(S earlier, S later) throws Exception {
        return notNull(merger.apply(earlier, later));
    }

    static <T> T notNull(@Nullable T state) {
        if (state == null) {
            throw new NullPointerException("the state of a window must not be null: it stands for no value yet");
        }
        return state;
    }
}
