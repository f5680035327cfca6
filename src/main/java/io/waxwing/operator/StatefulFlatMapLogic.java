package io.waxwing.operator;

import io.waxwing.function.ThrowingBiFunction;
import io.waxwing.function.ThrowingPredicate;
import io.waxwing.function.ThrowingSupplier;
import org.jspecify.annotations.Nullable;

/** The logic of {@code statefulFlatMap}: zero or more values out for each value in; the state is changed in place. */
public final class StatefulFlatMapLogic<V, W, S> implements StatefulLogic<V, W, S> {
    private final ThrowingSupplier<? extends S> init;
    private final ThrowingBiFunction<? super S, ? super V, ? extends Iterable<? extends W>> mapper;
    private final ThrowingPredicate<? super S> discardWhen;
    private @Nullable S state;

    /** A logic whose state is made at the first value. */
    public StatefulFlatMapLogic(
            ThrowingSupplier<? extends S> init,
            ThrowingBiFunction<? super S, ? super V, ? extends Iterable<? extends W>> mapper,
            ThrowingPredicate<? super S> discardWhen) {
        this.init = init;
        this.mapper = mapper;
        this.discardWhen = discardWhen;
    }

    @Override
    public Retention onItem(V value, Emitter<? super W> out) throws Exception {
        S current = state;
        if (current == null) {
            current = NotNull.check(init.get(), "state of a statefulFlatMap");
            state = current;
        }
        for (W result : NotNull.iterable(mapper.apply(current, value))) {
            out.emit(result);
        }
        return discardWhen.test(current) ? Retention.DISCARD : Retention.KEEP;
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
