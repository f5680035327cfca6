package io.waxwing.window;

import io.waxwing.operator.Emitter;
import io.waxwing.operator.JoinSide;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Slots that hold a value of each side of a join: those of two sides by themselves, those of more in a row. */
final class JoinedSlots<V> implements SlotKind<V> {
    private final FinalJoin join;
    private final int sides;

    JoinedSlots(FinalJoin join) {
        this.join = join;
        this.sides = join.plan().sides();
    }

    @Override
    public void add(Slots slots, int index, V value, boolean latest, Emitter<? super Object> out) throws Exception {
        var item = (JoinSide) value;
        Object its = item.checkedValue();
        int side = item.side();
        if (sides <= Slots.SIDES) {
            if (join.takesPlace(item, slots.side(index, side), latest)) {
                slots.setSide(index, side, its);
            }
            return;
        }
        Object[] row = (Object[]) slots.state(index);
        if (row == null) {
            row = new Object[sides];
            slots.set(index, row);
        }
        if (join.takesPlace(item, row[side], latest)) {
            row[side] = its;
        }
    }

    /** A row. */
    @Override
    public @Nullable Object state(Slots slots, int index) {
        if (sides > Slots.SIDES) {
            return slots.state(index);
        }
        Object[] row = new Object[sides];
        boolean any = false;
        for (int side = 0; side < sides; side++) {
            row[side] = slots.side(index, side);
            any |= row[side] != null;
        }
        return any ? row : null;
    }

    @Override
    public void close(WindowMetadata window, Object state, Emitter<? super Object> out) throws Exception {
        Object result = join.plan().join().apply((Object[]) state);
        out.emit(Windowed.of(window, result));
    }

    @Override
    public void load(Slots slots, int index, @Nullable Object saved) {
        Object[] row = Objects.requireNonNull((Object[]) saved, "a row");
        if (sides > Slots.SIDES) {
            slots.set(index, row);
            return;
        }
        for (int side = 0; side < sides; side++) {
            if (row[side] != null) {
                slots.setSide(index, side, row[side]);
            }
        }
    }
}
