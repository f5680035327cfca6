package io.waxwing.chain;

import io.waxwing.function.ThrowingBiPredicate;
import java.util.List;

/** Splits in two by a predicate over key and value. */
final class BranchPairStep implements Downstream {
    private final StepSite site;
    private final ThrowingBiPredicate<Object, Object> predicate;
    private final Downstream trues;
    private final Downstream falses;

    @SuppressWarnings("unchecked")
    BranchPairStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.predicate = (ThrowingBiPredicate<Object, Object>) functions.get(0);
        this.trues = downs[0];
        this.falses = downs[1];
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
            trues.push(key, item);
        } else {
            falses.push(key, item);
        }
    }

    @Override
    public void flush() {
        trues.flush();
        falses.flush();
    }
}
