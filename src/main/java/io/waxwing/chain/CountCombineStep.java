package io.waxwing.chain;

import java.util.List;
import java.util.Map;

/** Counts per key before the exchange. */
final class CountCombineStep implements Downstream, Combiner {
    private final StepSite site;
    private final Downstream down;
    private final Held<long[]> held = new Held<>();

    CountCombineStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.down = downs[0];
    }

    @Override
    public void push(Object key, Object item) {
        if (held.isReleasing()) {
            down.push(key, 1L);
            return;
        }
        long[] cell = held.get(key);
        if (cell == null) {
            held.add(key, new long[] {1});
            if (held.isFull()) {
                release();
            }
            return;
        }
        cell[0]++;
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
            Map.Entry<Object, long[]> entry = held.next();
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
