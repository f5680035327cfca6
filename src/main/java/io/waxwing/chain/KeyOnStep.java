package io.waxwing.chain;

import io.waxwing.function.ThrowingFunction;
import java.util.List;

/** Gives a key; the item stays. */
final class KeyOnStep implements Downstream {
    private final StepSite site;
    private final Downstream down;
    private final ThrowingFunction<Object, Object> function;

    @SuppressWarnings("unchecked")
    KeyOnStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.down = downs[0];
        this.function = (ThrowingFunction<Object, Object>) functions.get(0);
    }

    @Override
    public void push(Object key, Object item) {
        Object newKey;
        try {
            newKey = function.apply(item);
        } catch (Throwable e) {
            throw site.failure(key, item, e);
        }
        if (newKey == null) {
            throw site.nullKey(key, item);
        }
        down.push(newKey, item);
    }

    @Override
    public void flush() {
        down.flush();
    }
}
