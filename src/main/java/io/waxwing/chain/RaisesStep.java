package io.waxwing.chain;

import io.waxwing.text.Shown;
import java.util.List;

/** Any item is a failure. */
final class RaisesStep implements Downstream {
    private final StepSite site;

    RaisesStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
    }

    @Override
    public void push(Object key, Object item) {
        throw site.failure(
                key, new IllegalStateException("no item was expected here, but one came: " + Shown.of(item)));
    }

    @Override
    public void flush() {
        // holds nothing
    }
}
