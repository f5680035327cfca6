package io.waxwing.chain;

import java.util.List;

/** Hands each item to all steps that read a stream. */
final class TeeStep implements Downstream {
    private final Downstream[] downs;

    TeeStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.downs = downs;
    }

    @Override
    public void push(Object key, Object item) {
        for (Downstream down : downs) {
            down.push(key, item);
        }
    }

    @Override
    public void flush() {
        for (Downstream down : downs) {
            down.flush();
        }
    }
}
