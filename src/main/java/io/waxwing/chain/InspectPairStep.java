package io.waxwing.chain;

import io.waxwing.function.ThrowingBiConsumer;
import java.util.List;

/** Looks at keys and values. */
final class InspectPairStep implements Downstream {
    private final StepSite site;
    private final Downstream down;
    private final ThrowingBiConsumer<Object, Object> inspector;

    @SuppressWarnings("unchecked")
    InspectPairStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.down = downs[0];
        this.inspector = (ThrowingBiConsumer<Object, Object>) functions.get(0);
    }

    @Override
    public void push(Object key, Object item) {
        try {
            inspector.accept(key, item);
        } catch (Throwable e) {
            throw site.failure(key, item, e);
        }
        down.push(key, item);
    }

    @Override
    public void flush() {
        down.flush();
    }
}
