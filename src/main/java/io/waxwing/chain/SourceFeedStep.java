package io.waxwing.chain;

import io.waxwing.operator.KeyValue;
import java.util.List;

/** Pushes what a source emits; takes pairs apart when the first function says so. */
final class SourceFeedStep implements SourceFeed {
    private final StepSite site;
    private final Gate gate;
    private final Downstream down;
    private final boolean keyed;
    private final Spill spill = new Spill();
    private int count;
    private StepFailure failure;

    SourceFeedStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.gate = site.gate();
        this.down = downs[0];
        this.keyed = (Boolean) functions.get(0);
    }

    @Override
    public void emit(Object item) {
        count++;
        Object key = null;
        Object value = item;
        if (keyed) {
            if (!(item instanceof KeyValue<?, ?> pair)) {
                throw latched(site.failure(
                        null,
                        new IllegalArgumentException("a keyed input must emit KeyValue, not "
                                + (item == null ? "null" : item.getClass().getTypeName()))));
            }
            key = pair.key();
            if (key == null) {
                throw latched(site.nullKey(null, item));
            }
            value = pair.value();
        }
        if (gate.isClosed() || !spill.isEmpty()) {
            spill.add(key, value);
            return;
        }
        try {
            down.push(key, value);
        } catch (StepFailure e) {
            throw latched(e);
        }
    }

    private StepFailure latched(StepFailure e) {
        if (failure == null) {
            failure = e;
        }
        return failure;
    }

    @Override
    public int takeCount() {
        int taken = count;
        count = 0;
        return taken;
    }

    @Override
    public void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public boolean isSuspended() {
        return !spill.isEmpty();
    }

    @Override
    public void resume() {
        spill.drain(gate, down);
    }
}
