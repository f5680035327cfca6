package io.waxwing.chain;

import io.waxwing.function.ThrowingBiFunction;
import io.waxwing.operator.NotNull;
import java.util.List;
import java.util.Map;

/** Reduces per key before the exchange. */
final class ReduceCombineStep implements Downstream, Combiner {
    private final StepSite site;
    private final Downstream down;
    private final ThrowingBiFunction<Object, Object, Object> reducer;
    private final Held<Object[]> held = new Held<>();

    @SuppressWarnings("unchecked")
    ReduceCombineStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.down = downs[0];
        this.reducer = (ThrowingBiFunction<Object, Object, Object>) functions.get(0);
    }

    @Override
    public void push(Object key, Object item) {
        if (held.isReleasing()) {
            down.push(key, item);
            return;
        }
        Object[] cell = held.get(key);
        try {
            NotNull.check(item, NotNull.REDUCED);
            if (cell != null) {
                cell[0] = NotNull.check(reducer.apply(cell[0], item), NotNull.REDUCED);
                return;
            }
        } catch (Throwable e) {
            throw site.failure(key, item, e);
        }
        held.add(key, new Object[] {item});
        if (held.isFull()) {
            release();
        }
    }

    @Override
    public boolean isEmpty() {
        return held.isEmpty();
    }

    @Override
    public void release() {
        held.release();
        resume();
    }

    @Override
    public boolean isSuspended() {
        return held.isReleasing();
    }

    @Override
    public void resume() {
        while (!site.gate().isClosed()) {
            Map.Entry<Object, Object[]> entry = held.next();
            if (entry == null) {
                return;
            }
            down.push(entry.getKey(), entry.getValue()[0]);
        }
    }

    @Override
    public void flush() {
        down.flush();
    }
}
