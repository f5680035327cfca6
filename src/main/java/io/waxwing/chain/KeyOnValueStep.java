package io.waxwing.chain;

import io.waxwing.function.ThrowingFunction;
import java.util.List;

/** Gives a key and a value. */
final class KeyOnValueStep implements Downstream {
    private final StepSite site;
    private final Downstream down;
    private final ThrowingFunction<Object, Object> function;
    private final ThrowingFunction<Object, Object> value;

    @SuppressWarnings("unchecked")
    KeyOnValueStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.down = downs[0];
        this.function = (ThrowingFunction<Object, Object>) functions.get(0);
        this.value = (ThrowingFunction<Object, Object>) functions.get(1);
    }

    @Override
    public void push(Object key, Object item) {
        Object newKey;
        Object newValue;
        try {
            newKey = function.apply(item);
            newValue = value.apply(item);
        } catch (Throwable e) {
            throw site.failure(key, item, e);
        }
        if (newKey == null) {
            throw site.nullKey(key, item);
        }
        down.push(newKey, newValue);
    }

    @Override
    public void flush() {
        down.flush();
    }
}
