package io.waxwing.chain;

import java.util.List;

/** The value only. */
final class KeyRemoveStep implements Downstream {
    private final Downstream down;

    KeyRemoveStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.down = downs[0];
    }

    @Override
    public void push(Object key, Object item) {
        down.push(null, item);
    }

    @Override
    public void flush() {
        down.flush();
    }
}
