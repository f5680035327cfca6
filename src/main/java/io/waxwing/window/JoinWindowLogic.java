package io.waxwing.window;

import io.waxwing.operator.Emitter;
import io.waxwing.operator.JoinPlan;
import io.waxwing.operator.JoinRows;
import io.waxwing.operator.JoinSide;
import java.util.List;

/** A join of the values of one window. */
public final class JoinWindowLogic<R> extends JoinRows<R> implements WindowLogic<JoinSide, R, List<List<Object>>> {
    /** A join that has seen nothing. */
    public JoinWindowLogic(JoinPlan<R> plan) {
        super(plan);
    }

    @Override
    public void onValue(JoinSide value, Emitter<? super R> out) throws Exception {
        if (take(value, out)) {
            clear();
        }
    }

    @Override
    public void onMerge(List<List<Object>> other, Emitter<? super R> out) throws Exception {
        if (takeAll(other, out)) {
            clear();
        }
    }

    @Override
    public void onClose(Emitter<? super R> out) throws Exception {
        emitFinal(out);
    }
}
