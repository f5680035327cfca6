package io.waxwing.operator;

import io.waxwing.function.ThrowingBiFunction;
import io.waxwing.function.ThrowingSupplier;
import org.jspecify.annotations.Nullable;

/** The logic of {@code scan}: a running fold that emits each new state. */
public final class ScanLogic<V, S> implements StatefulLogic<V, S, S> {
    private static final String STATE = "state of a scan";

    private final ThrowingSupplier<? extends S> init;
    private final ThrowingBiFunction<? super S, ? super V, ? extends S> folder;
    private @Nullable S state;

    /** A logic whose start value is made at the first value. */
    public ScanLogic(ThrowingSupplier<? extends S> init, ThrowingBiFunction<? super S, ? super V, ? extends S> folder) {
        this.init = init;
        this.folder = folder;
    }

    @Override
    public Retention onItem(V value, Emitter<? super S> out) throws Exception {
        S current = state;
        S next =
                NotNull.check(folder.apply(current == null ? NotNull.check(init.get(), STATE) : current, value), STATE);
        state = next;
        out.emit(next);
        return Retention.KEEP;
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
