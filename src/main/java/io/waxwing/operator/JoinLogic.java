package io.waxwing.operator;

import io.waxwing.function.ThrowingFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The logic of a join without windows. */
public final class JoinLogic<R> implements StatefulLogic<JoinSide, R, List<List<Object>>> {
    private final JoinRows rows;
    private final JoinEmitMode emit;
    private final ThrowingFunction<? super @Nullable Object[], ? extends R> join;

    /** A join that has seen nothing. */
    public JoinLogic(
            int sides,
            JoinInsertMode insert,
            JoinEmitMode emit,
            ThrowingFunction<? super @Nullable Object[], ? extends R> join) {
        this.rows = new JoinRows(sides, insert);
        this.emit = emit;
        this.join = join;
    }

    @Override
    public Retention onItem(JoinSide value, Emitter<? super R> out) throws Exception {
        rows.insert(value);
        if (emit == JoinEmitMode.RUNNING) {
            rows.emit(join, out);
        } else if (emit == JoinEmitMode.COMPLETE && rows.isComplete()) {
            rows.emit(join, out);
            return Retention.DISCARD;
        }
        return Retention.KEEP;
    }

    @Override
    public Retention onEof(Emitter<? super R> out) throws Exception {
        if (emit != JoinEmitMode.FINAL) {
            return Retention.KEEP;
        }
        rows.emit(join, out);
        return Retention.DISCARD;
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
