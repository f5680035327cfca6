package io.waxwing.chain;

import io.waxwing.operator.DebugInspector;
import io.waxwing.operator.KeyValue;
import java.util.List;

/** Looks at items with their epoch and worker; keys and values as pairs. */
final class InspectDebugPairStep implements Downstream {
    private final StepSite site;
    private final Downstream down;
    private final DebugInspector<Object> inspector;

    @SuppressWarnings("unchecked")
    InspectDebugPairStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.down = downs[0];
        this.inspector = (DebugInspector<Object>) functions.get(0);
    }

    @Override
    public void push(Object key, Object item) {
        try {
            StepContext context = site.context();
            inspector.inspect(site.id(), new KeyValue<>(key, item), context.epoch(), context.worker());
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
