package io.waxwing.chain;

import io.waxwing.function.ThrowingFunction;
import io.waxwing.operator.NotNull;
import java.util.Iterator;
import java.util.List;

/** One to many, the key kept. */
final class FlatMapStep implements Downstream, Resumable {
    private final StepSite site;
    private final ThrowingFunction<Object, Iterable<?>> function;
    private final Downstream down;
    private final Gate gate;
    private final Cursors cursors;

    @SuppressWarnings("unchecked")
    FlatMapStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.function = (ThrowingFunction<Object, Iterable<?>>) functions.get(0);
        this.down = downs[0];
        this.gate = site.gate();
        this.cursors = new Cursors(site, down);
    }

    @Override
    public void push(Object key, Object item) {
        Iterator<?> items;
        try {
            items = NotNull.iterable(function.apply(item)).iterator();
        } catch (Throwable e) {
            throw site.failure(key, item, e);
        }
        while (!gate.isClosed() && cursors.isEmpty()) {
            Object next;
            try {
                if (!items.hasNext()) {
                    return;
                }
                next = items.next();
            } catch (Throwable e) {
                throw site.failure(key, item, e);
            }
            down.push(key, next);
        }
        cursors.keep(key, items);
    }

    @Override
    public void flush() {
        cursors.flush();
    }

    @Override
    public boolean isSuspended() {
        return !cursors.isEmpty();
    }

    @Override
    public void resume() {
        cursors.resume();
    }
}
