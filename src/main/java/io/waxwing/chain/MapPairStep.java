package io.waxwing.chain;

import io.waxwing.function.ThrowingBiFunction;
import java.util.List;

/** Key and value to an item. */
final class MapPairStep implements Downstream {
    private final StepSite site;
    private final Downstream down;
    private final ThrowingBiFunction<Object, Object, Object> function;

    @SuppressWarnings("unchecked")
    MapPairStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.down = downs[0];
        this.function = (ThrowingBiFunction<Object, Object, Object>) functions.get(0);
    }

    @Override
    public void push(Object key, Object item) {
        Object result;
        try {
            result = function.apply(key, item);
        } catch (Throwable e) {
            throw site.failure(key, item, e);
        }
        down.push(null, result);
    }

    @Override
    public void flush() {
        down.flush();
    }
}
