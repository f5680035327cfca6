package io.waxwing.chain;

import io.waxwing.operator.KeyValue;
import java.util.List;

/** Key and value as one object. */
final class PairsStep implements Downstream {
    private final Downstream down;

    PairsStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.down = downs[0];
    }

    @Override
    public void push(Object key, Object item) {
        down.push(null, new KeyValue<>(key, item));
    }

    @Override
    public void flush() {
        down.flush();
    }
}
