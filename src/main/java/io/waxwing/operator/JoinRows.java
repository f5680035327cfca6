package io.waxwing.operator;

import io.waxwing.function.ThrowingFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a join has seen of each side, and the rows that makes. A side without a value is null in a row. */
public final class JoinRows {
    private final JoinInsertMode mode;
    /** One value per side, or for {@link JoinInsertMode#PRODUCT} a list of them; null where nothing was seen. */
    private final @Nullable Object[] seen;

    private int missing;

    /** Nothing seen yet of so many sides. */
    public JoinRows(int sides, JoinInsertMode mode) {
        this.mode = mode;
        this.seen = new Object[sides];
        this.missing = sides;
    }

    /** Takes a value. */
    public void insert(JoinSide item) {
        int side = item.side();
        Object value = item.value();
        if (value == null) {
            throw new NullPointerException("side " + side + " of a join got a null value: null stands for a side that"
                    + " was not seen, so filter nulls out or wrap them in an Optional");
        }
        Object old = seen[side];
        if (old == null) {
            missing--;
            seen[side] = mode == JoinInsertMode.PRODUCT ? new ArrayList<>(Collections.singletonList(value)) : value;
        } else if (mode == JoinInsertMode.PRODUCT) {
            list(old).add(value);
        } else if (mode == JoinInsertMode.LAST) {
            seen[side] = value;
        }
    }

    /** Whether each side has a value. */
    public boolean isComplete() {
        return missing == 0;
    }

    /** Forgets all. */
    public void clear() {
        Arrays.fill(seen, null);
        missing = seen.length;
    }

    /** Emits what {@code join} makes of each row: one, or with {@link JoinInsertMode#PRODUCT} each combination, the last side moving fastest. */
    public <R> void emit(ThrowingFunction<? super @Nullable Object[], ? extends R> join, Emitter<? super R> out)
            throws Exception {
        if (mode == JoinInsertMode.PRODUCT) {
            emitFrom(0, new Object[seen.length], join, out);
        } else {
            out.emit(join.apply(seen));
        }
    }

    private <R> void emitFrom(
            int side,
            @Nullable Object[] row,
            ThrowingFunction<? super @Nullable Object[], ? extends R> join,
            Emitter<? super R> out)
            throws Exception {
        if (side == row.length) {
            out.emit(join.apply(row));
            return;
        }
        Object values = seen[side];
        if (values == null) {
            row[side] = null;
            emitFrom(side + 1, row, join, out);
            return;
        }
        for (Object value : list(values)) {
            row[side] = value;
            emitFrom(side + 1, row, join, out);
        }
    }

    /** Takes in what a later window has seen that became one with this one's. */
    public void merge(List<List<Object>> later) {
        for (int side = 0; side < seen.length; side++) {
            for (Object value : later.get(side)) {
                insert(new JoinSide(side, value));
            }
        }
    }

    /** The values of each side. */
    public List<List<Object>> snapshot() {
        List<List<Object>> sides = new ArrayList<>(seen.length);
        for (Object value : seen) {
            if (value == null) {
                sides.add(new ArrayList<>(0));
            } else if (mode == JoinInsertMode.PRODUCT) {
                sides.add(new ArrayList<>(list(value)));
            } else {
                sides.add(new ArrayList<>(Collections.singletonList(value)));
            }
        }
        return sides;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object values) {
        return (List<Object>) values;
    }
}
