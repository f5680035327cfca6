package io.waxwing.chain;

import io.waxwing.function.ThrowingBiFunction;
import io.waxwing.operator.KeyValue;
import java.util.List;
import java.util.Objects;

/** Maps key and value to a new pair, carried apart. */
final class PairToKeyedStep implements Downstream {
    private final StepSite site;
    private final Downstream down;
    private final ThrowingBiFunction<Object, Object, KeyValue<Object, Object>> function;

    @SuppressWarnings("unchecked")
    PairToKeyedStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.down = downs[0];
        this.function = (ThrowingBiFunction<Object, Object, KeyValue<Object, Object>>) functions.get(0);
    }

    @Override
    public void push(Object key, Object item) {
        KeyValue<Object, Object> pair;
        try {
            pair = Objects.requireNonNull(function.apply(key, item), "a KeyValue was expected, not null");
        } catch (Throwable e) {
            throw site.failure(key, item, e);
        }
        Object newKey = pair.key();
        if (newKey == null) {
            throw site.nullKey(key, item);
        }
        down.push(newKey, pair.value());
    }

    @Override
    public void flush() {
        down.flush();
    }
}
