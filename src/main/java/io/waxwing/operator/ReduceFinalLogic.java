package io.waxwing.operator;

import io.waxwing.function.ThrowingBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The logic of {@code reduceFinal}: keeps one value, emits it at the end of the input and is gone. Null is refused as a value and as a
 * result: before the exchange each worker reduces what it has, so which values come first differs with their number.
 */
public final class ReduceFinalLogic<V> implements StatefulLogic<V, V, V> {
    private final ThrowingBiFunction<? super V, ? super V, ? extends V> reducer;
    private @Nullable V state;

    /** A logic that starts with the first value. */
    public ReduceFinalLogic(ThrowingBiFunction<? super V, ? super V, ? extends V> reducer) {
        this.reducer = reducer;
    }

    @Override
    public Retention onItem(V value, Emitter<? super V> out) throws Exception {
        V current = state;
        NotNull.check(value, NotNull.REDUCED);
        state = current == null ? value : NotNull.check(reducer.apply(current, value), NotNull.REDUCED);
        return Retention.KEEP;
    }

    @Override
    public Retention onEof(Emitter<? super V> out) {
        if (state != null) {
            out.emit(state);
        }
        return Retention.DISCARD;
    }

    @Override
    public @Nullable V snapshot() {
        return state;
    }

    @Override
    public void restore(V snapshot) {
        state = snapshot;
    }
}
