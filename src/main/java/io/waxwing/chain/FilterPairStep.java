package io.waxwing.chain;

import io.waxwing.function.ThrowingBiPredicate;
import java.util.List;

/** Keeps keys and values that pass. */
final class FilterPairStep implements Downstream {
    private final StepSite site;
    private final Downstream down;
    private final ThrowingBiPredicate<Object, Object> predicate;

    @SuppressWarnings("unchecked")
    FilterPairStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.down = downs[0];
        this.predicate = (ThrowingBiPredicate<Object, Object>) functions.get(0);
    }

    @Override
    public void push(Object key, Object item) {
        boolean pass;
        try {
            pass = predicate.test(key, item);
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
