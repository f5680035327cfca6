package io.waxwing.operator;

import io.waxwing.function.ThrowingBiFunction;
import io.waxwing.function.ThrowingSupplier;
import org.jspecify.annotations.Nullable;

/** The logic of {@code foldFinal}: folds silently, emits at the end of the input and is gone. */
public final class FoldFinalLogic<V, S> implements StatefulLogic<V, S, S> {
    private static final String STATE = "state of a fold";

    private final ThrowingSupplier<? extends S> init;
    private final ThrowingBiFunction<? super S, ? super V, ? extends S> folder;
    private @Nullable S state;

    /** A logic whose start value is made at the first value. */
    public FoldFinalLogic(
            ThrowingSupplier<? extends S> init, ThrowingBiFunction<? super S, ? super V, ? extends S> folder) {
        this.init = init;
        this.folder = folder;
    }

    @Override
    public Retention onItem(V value, Emitter<? super S> out) throws Exception {
        S current = state;
        state = NotNull.check(folder.apply(current == null ? NotNull.check(init.get(), STATE) : current, value), STATE);
        return Retention.KEEP;
    }

    @Override
    public Retention onEof(Emitter<? super S> out) {
        if (state != null) {
            out.emit(state);
        }
        return Retention.DISCARD;
    }

    @Override
    public @Nullable S snapshot() {
        return state;
    }

    @Override
    public void restore(S snapshot) {
        state = snapshot;
    }
}
