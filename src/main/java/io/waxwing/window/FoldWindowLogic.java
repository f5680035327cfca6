package io.waxwing.window;

import io.waxwing.operator.Emitter;
import org.jspecify.annotations.Nullable;

/** A fold that is emitted as the window closes. */
final class FoldWindowLogic<V, S> implements WindowLogic<V, S, S> {
    private final Fold<V, S> fold;
    private @Nullable S state;

    FoldWindowLogic(Fold<V, S> fold) {
        this.fold = fold;
    }

    @Override
    public void onValue(V value, Emitter<? super S> out) throws Exception {
        state = fold.add(state, value);
    }

    @Override
    public void onMerge(S other, Emitter<? super S> out) throws Exception {
        S own = state;
        state = own == null ? other : fold.merge(own, other);
    }

    @Override
    public void onClose(Emitter<? super S> out) {
        S result = state;
        if (result != null) {
            out.emit(result);
        }
    }

    @Override
    public S snapshot() {
        S saved = state;
        if (saved == null) {
            throw new IllegalStateException("a window without a value has nothing to save");
        }
        return saved;
    }

    @Override
    public void restore(S snapshot) {
        state = snapshot;
    }
}
