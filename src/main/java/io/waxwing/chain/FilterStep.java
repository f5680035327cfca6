package io.waxwing.chain;

import io.waxwing.function.ThrowingPredicate;
import java.util.List;

/** Keeps items that pass. */
final class FilterStep implements Downstream {
    private final StepSite site;
    private final Downstream down;
    private final ThrowingPredicate<Object> predicate;

    @SuppressWarnings("unchecked")
    FilterStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.down = downs[0];
        this.predicate = (ThrowingPredicate<Object>) functions.get(0);
    }

    @Override
    public void push(Object key, Object item) {
        boolean pass;
        try {
            pass = predicate.test(item);
        } catch (Throwable e) {
            throw site.failure(key, item, e);
        }
        if (pass) {
            down.push(key, item);
        }
    }

    @Override
    public void flush() {
        down.flush();
    }
}
