package io.waxwing.chain;

import io.waxwing.operator.KeyValue;
import java.util.List;

/** A pair carried apart. */
final class UnpairsStep implements Downstream {
    private final StepSite site;
    private final Downstream down;

    UnpairsStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.down = downs[0];
    }

    @Override
    public void push(Object key, Object item) {
        if (!(item instanceof KeyValue<?, ?> pair)) {
            throw site.failure(
                    key,
                    new IllegalArgumentException("a KeyValue was expected, not "
                            + (item == null ? "null" : "a " + item.getClass().getTypeName())));
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
