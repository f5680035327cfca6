package io.waxwing.chain;

import io.waxwing.function.ThrowingFunction;
import java.util.List;

/** One to one, the key kept. */
final class MapStep implements Downstream {
    private final StepSite site;
    private final Downstream down;
    private final ThrowingFunction<Object, Object> function;

    @SuppressWarnings("unchecked")
    MapStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.down = downs[0];
        this.function = (ThrowingFunction<Object, Object>) functions.get(0);
    }

    @Override
    public void push(Object key, Object item) {
        Object result;
        try {
            result = function.apply(item);
        } catch (Throwable e) {
            throw site.failure(key, item, e);
        }
        down.push(key, result);
    }

    @Override
    public void flush() {
        down.flush();
    }
}
