package io.waxwing.window;

import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a window step does: the description that the engine makes logics of.
 *
 * @param clock tells timestamps and the watermark
 * @param windower assigns windows
 * @param logic makes the logic of a window
 * @param fold what the logic does if it is a fold, else null
 * @param ordered whether values are given to windows in the order of their timestamps
 * @param panes whether values of overlapping windows are folded once, into the pieces that windows are made of
 * @param <V> the values
 */
public record WindowSpec<V>(
        WindowClock<? super V> clock,
        Windower windower,
        Supplier<? extends WindowLogic<? super V, ?, ?>> logic,
        @Nullable Fold<V, ?> fold,
        boolean ordered,
        boolean panes)
        implements Function<InstantSource, KeyWindows<V>> {
    /** One of a fold. */
    public static <V, S> WindowSpec<V> of(
            WindowClock<? super V> clock, Windower windower, Fold<V, S> fold, boolean ordered, boolean panes) {
        return new WindowSpec<>(clock, windower, () -> new FoldWindowLogic<>(fold), fold, ordered, panes);
    }

    /** Makes the logic of a key. */
    @Override
    public KeyWindows<V> apply(InstantSource time) {
        return new AnyWindows<>(this, time);
    }
}
