package io.waxwing.operator;

import java.util.List;

/** The logic of a join without windows. */
public final class JoinLogic<R> extends JoinRows<R> implements StatefulLogic<JoinSide, R, List<List<Object>>> {
    /** A join that has seen nothing. */
    public JoinLogic(JoinPlan<R> plan) {
        super(plan);
    }

    @Override
    public Retention onItem(JoinSide value, Emitter<? super R> out) throws Exception {
        return take(value, out) ? Retention.DISCARD : Retention.KEEP;
    }

    @Override
    public Retention onEof(Emitter<? super R> out) throws Exception {
        return emitFinal(out) ? Retention.DISCARD : Retention.KEEP;
    }
}
