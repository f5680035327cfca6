package io.waxwing.window;

import io.waxwing.operator.Emitter;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What slots hold, and what values do to it: the same for all keys of a step on one worker.
 *
 * @param <V> the values
 */
interface SlotKind<V> {
    /**
     * The kind of a description.
     *
     * @param windows by their ids
     */
    static <V> SlotKind<V> of(WindowSpec<V> spec, LongFunction<WindowMetadata> windows) {
        if (spec.join() != null) {
            return new JoinedSlots<>(spec.join());
        }
        return spec.fold() != null ? new FoldedSlots<>(spec.fold()) : new LogicSlots<>(spec, windows);
    }

    /**
     * Takes in a value.
     *
     * @param latest true only if none with a later timestamp came before it
     * @param out for what is emitted before the window closes
     */
    void add(Slots slots, int index, V value, boolean latest, Emitter<? super Object> out) throws Exception;

    /** What a slot holds as one object, made anew where it is kept in parts; null before any value. */
    default @Nullable Object state(Slots slots, int index) {
        return slots.state(index);
    }

    /** Emits what a window comes to that is closing. */
    void close(WindowMetadata window, Object state, Emitter<? super Object> out) throws Exception;

    /** What is saved of a {@link #state}. */
    default @Nullable Object saved(Object state) {
        return state;
    }

    /** Puts into a slot what was {@link #saved}. */
    void load(Slots slots, int index, @Nullable Object saved);
}
