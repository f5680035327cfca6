package io.waxwing.window;

import io.waxwing.function.ThrowingFunction;
import io.waxwing.operator.Emitter;
import io.waxwing.operator.JoinEmitMode;
import io.waxwing.operator.JoinInsertMode;
import io.waxwing.operator.JoinRows;
import io.waxwing.operator.JoinSide;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A join of the values of one window. */
public final class JoinWindowLogic<R> implements WindowLogic<JoinSide, R, List<List<Object>>> {
    private final JoinRows rows;
    private final JoinEmitMode emit;
    private final ThrowingFunction<? super @Nullable Object[], ? extends R> join;

    /** A join that has seen nothing. */
    public JoinWindowLogic(
            int sides,
            JoinInsertMode insert,
            JoinEmitMode emit,
            ThrowingFunction<? super @Nullable Object[], ? extends R> join) {
        this.rows = new JoinRows(sides, insert);
        this.emit = emit;
        this.join = join;
    }

    @Override
    public void onValue(JoinSide value, Emitter<? super R> out) throws Exception {
        rows.insert(value);
        afterChange(out);
    }

    @Override
    public void onMerge(List<List<Object>> other, Emitter<? super R> out) throws Exception {
        rows.merge(other);
        afterChange(out);
    }

    private void afterChange(Emitter<? super R> out) throws Exception {
        if (emit == JoinEmitMode.RUNNING) {
            rows.emit(join, out);
        } else if (emit == JoinEmitMode.COMPLETE && rows.isComplete()) {
            rows.emit(join, out);
            rows.clear();
        }
    }

    @Override
    public void onClose(Emitter<? super R> out) throws Exception {
        if (emit == JoinEmitMode.FINAL) {
            rows.emit(join, out);
        }
    }

    @Override
    public List<List<Object>> snapshot() {
        return rows.snapshot();
    }

    @Override
    public void restore(List<List<Object>> snapshot) {
        rows.merge(snapshot);
    }
}
