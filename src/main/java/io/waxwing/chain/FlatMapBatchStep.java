package io.waxwing.chain;

import io.waxwing.function.ThrowingFunction;
import io.waxwing.operator.NotNull;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Many to many: gathers the items of a batch, at most 1,024. */
final class FlatMapBatchStep implements Downstream, Resumable {
    private static final int MOST = 1024;

    private final StepSite site;
    private final ThrowingFunction<List<Object>, Iterable<?>> function;
    private final Cursors cursors;
    private List<Object> gathered = new ArrayList<>();

    @SuppressWarnings("unchecked")
    FlatMapBatchStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.function = (ThrowingFunction<List<Object>, Iterable<?>>) functions.get(0);
        this.cursors = new Cursors(site, downs[0]);
    }

    @Override
    public void push(Object key, Object item) {
        gathered.add(item);
        if (gathered.size() >= MOST) {
            apply();
        }
    }

    private void apply() {
        try {
            List<Object> batch = gathered; // results may be lazy views of it
            gathered = new ArrayList<>();
            cursors.keep(
                    null,
                    NotNull.iterable(function.apply(Collections.unmodifiableList(batch)))
                            .iterator());
        } catch (Throwable e) {
            throw site.failure(null, e);
        }
        cursors.resume();
    }

    @Override
    public void flush() {
        if (!gathered.isEmpty()) {
            apply();
        }
        cursors.flush();
    }

    @Override
    public boolean isSuspended() {
        return !cursors.isEmpty();
    }

    @Override
    public void resume() {
        cursors.resume();
    }
}
