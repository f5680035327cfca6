package io.waxwing.chain;

import java.util.List;

/** Hands on what is of the type given; the three streams of a window step are told apart by it. */
final class PickStep implements Downstream {
    private final Class<?> type;
    private final Downstream down;

    PickStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.type = (Class<?>) functions.get(0);
        this.down = downs[0];
    }

    @Override
    public void push(Object key, Object item) {
        if (type.isInstance(item)) {
            down.push(key, item);
        }
    }

    @Override
    public void flush() {
        down.flush();
    }
}
