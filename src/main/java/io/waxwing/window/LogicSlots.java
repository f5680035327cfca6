package io.waxwing.window;

import io.waxwing.operator.Emitter;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Slots that hold a {@link WindowLogic}. */
final class LogicSlots<V> implements SlotKind<V> {
    private final WindowSpec<V> spec;
    private final LongFunction<WindowMetadata> windows;

    LogicSlots(WindowSpec<V> spec, LongFunction<WindowMetadata> windows) {
        this.spec = spec;
        this.windows = windows;
    }

    @Override
    public void add(Slots slots, int index, V value, boolean latest, Emitter<? super Object> out) throws Exception {
        Object state = slots.state(index);
        WindowLogic<V, Object, Object> logic = state == null ? newLogic() : logic(state);
        if (state == null) {
            slots.set(index, logic);
        }
        long id = slots.id(index);
        logic.onValue(value, item -> emit(windows.apply(id), item, out));
    }

    @Override
    public void close(WindowMetadata window, Object state, Emitter<? super Object> out) throws Exception {
        logic(state).onClose(item -> emit(window, item, out));
    }

    private static void emit(WindowMetadata window, Object item, Emitter<? super Object> out) {
        out.emit(Windowed.of(window, item));
    }

    @Override
    public @Nullable Object saved(Object state) {
        return logic(state).snapshot();
    }

    @Override
    public void load(Slots slots, int index, @Nullable Object saved) {
        WindowLogic<V, Object, Object> logic = newLogic();
        if (saved != null) {
            logic.restore(saved);
        }
        slots.set(index, logic);
    }

    @SuppressWarnings("unchecked")
    private WindowLogic<V, Object, Object> logic(Object state) {
        return (WindowLogic<V, Object, Object>) state;
    }

    @SuppressWarnings("unchecked")
    private WindowLogic<V, Object, Object> newLogic() {
        return (WindowLogic<V, Object, Object>) spec.newLogic();
    }
}
