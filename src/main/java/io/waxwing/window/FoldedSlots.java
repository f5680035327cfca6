package io.waxwing.window;

import io.waxwing.operator.Emitter;
import org.jspecify.annotations.Nullable;

/** Slots that hold the state of a fold. */
final class FoldedSlots<V> implements SlotKind<V> {
    private final Fold<V, Object> fold;

    @SuppressWarnings("unchecked")
    FoldedSlots(Fold<V, ?> fold) {
        this.fold = (Fold<V, Object>) fold;
    }

    @Override
    public void add(Slots slots, int index, V value, boolean latest, Emitter<? super Object> out) throws Exception {
        slots.set(index, fold.add(slots.state(index), value));
    }

    @Override
    public void close(WindowMetadata window, Object state, Emitter<? super Object> out) {
        out.emit(Windowed.of(window, state));
    }

    @Override
    public void load(Slots slots, int index, @Nullable Object saved) {
        slots.set(index, Fold.notNull(saved));
    }
}
