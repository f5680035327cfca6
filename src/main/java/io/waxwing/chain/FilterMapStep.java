package io.waxwing.chain;

import io.waxwing.function.ThrowingFunction;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Maps, and keeps what is present. */
final class FilterMapStep implements Downstream {
    private final StepSite site;
    private final Downstream down;
    private final ThrowingFunction<Object, Optional<Object>> function;

    @SuppressWarnings("unchecked")
    FilterMapStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.down = downs[0];
        this.function = (ThrowingFunction<Object, Optional<Object>>) functions.get(0);
    }

    @Override
    public void push(Object key, Object item) {
        Optional<Object> result;
        try {
            result = Objects.requireNonNull(function.apply(item), "an Optional was expected, not null");
        } catch (Throwable e) {
            throw site.failure(key, item, e);
        }
        if (result.isPresent()) {
            down.push(key, result.get());
        }
    }

    @Override
    public void flush() {
        down.flush();
    }
}
