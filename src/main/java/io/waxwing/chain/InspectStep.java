package io.waxwing.chain;

import io.waxwing.function.ThrowingConsumer;
import java.util.List;

/** Looks at items. */
final class InspectStep implements Downstream {
    private final StepSite site;
    private final Downstream down;
    private final ThrowingConsumer<Object> inspector;

    @SuppressWarnings("unchecked")
    InspectStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.down = downs[0];
        this.inspector = (ThrowingConsumer<Object>) functions.get(0);
    }

    @Override
    public void push(Object key, Object item) {
        try {
            inspector.accept(item);
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
