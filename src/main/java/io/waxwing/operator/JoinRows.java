package io.waxwing.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a join has seen of each side, and the rows that makes: all that joins with and without windows share. */
public abstract class JoinRows<R> {
    private final JoinPlan<R> plan;
    /** One value per side, or for {@link JoinInsertMode#PRODUCT} a list of them; null where nothing was seen. */
    private final @Nullable Object[] seen;

    private int missing;

    /** Nothing seen yet. */
    protected JoinRows(JoinPlan<R> plan) {
        this.plan = plan;
        this.missing = plan.sides();
        this.seen = new Object[missing];
    }

    /**
     * Takes a value, and emits what is to be emitted at each change.
     *
     * @return whether the join is complete and has emitted that, so that all it has seen is done with
     */
    protected final boolean take(JoinSide item, Emitter<? super R> out) throws Exception {
        insert(item);
        return emitChange(out);
    }

    /** Takes in what a later window has seen that became one with this one's; then the same as for a value. */
    protected final boolean takeAll(List<List<Object>> later, Emitter<? super R> out) throws Exception {
        restore(later);
        return emitChange(out);
    }

    private boolean emitChange(Emitter<? super R> out) throws Exception {
        if (plan.emit() == JoinEmitMode.RUNNING) {
            emit(out);
        } else if (plan.emit() == JoinEmitMode.COMPLETE && missing == 0) {
            emit(out);
            return true;
        }
        return false;
    }

    /** Emits what is to be emitted at the end; tells whether that is anything. */
    protected final boolean emitFinal(Emitter<? super R> out) throws Exception {
        if (plan.emit() != JoinEmitMode.FINAL) {
            return false;
        }
        emit(out);
        return true;
    }

    private void insert(JoinSide item) {
        int side = item.side();
        Object value = item.checkedValue();
        JoinInsertMode mode = plan.insert();
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

    /** Forgets all. */
    protected final void clear() {
        Arrays.fill(seen, null);
        missing = seen.length;
    }

    /** Emits what the join makes of each row: one, or with {@link JoinInsertMode#PRODUCT} each combination, the last side moving fastest. */
    private void emit(Emitter<? super R> out) throws Exception {
        if (plan.insert() == JoinInsertMode.PRODUCT) {
            emitFrom(0, new Object[seen.length], out);
        } else {
            out.emit(plan.join().apply(seen));
        }
    }

    private void emitFrom(int side, @Nullable Object[] row, Emitter<? super R> out) throws Exception {
        if (side == row.length) {
            out.emit(plan.join().apply(row));
            return;
        }
        Object values = seen[side];
        if (values == null) {
            row[side] = null;
            emitFrom(side + 1, row, out);
            return;
        }
        for (Object value : list(values)) {
            row[side] = value;
            emitFrom(side + 1, row, out);
        }
    }

    /** The values of each side. */
    public final List<List<Object>> snapshot() {
        List<List<Object>> sides = new ArrayList<>(seen.length);
        for (Object value : seen) {
            if (value == null) {
                sides.add(new ArrayList<>(0));
            } else if (plan.insert() == JoinInsertMode.PRODUCT) {
                sides.add(new ArrayList<>(list(value)));
            } else {
                sides.add(new ArrayList<>(Collections.singletonList(value)));
            }
        }
        return sides;
    }

    /** Takes in what was seen before. */
    public final void restore(List<List<Object>> snapshot) {
        if (snapshot.size() != seen.length) {
            throw new IllegalStateException("it is a join of " + seen.length + " sides, and was one of "
                    + snapshot.size() + " when its state was saved");
        }
        for (int side = 0; side < seen.length; side++) {
            for (Object value : snapshot.get(side)) {
                insert(new JoinSide(side, value));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object values) {
        return (List<Object>) values;
    }
}
