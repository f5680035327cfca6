package io.waxwing.chain;

import io.waxwing.keyed.KeyedEntry;
import io.waxwing.operator.Retention;
import io.waxwing.operator.StatefulLogic;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** One logic per key, given one value at a time. */
final class StatefulItemStep extends LogicStep implements BatchLoop {
    private final Function<InstantSource, ?> factory;

    @SuppressWarnings("unchecked")
    StatefulItemStep(StepSite site, List<?> functions, Downstream[] downs) {
        super(site, functions, downs);
        this.factory = (Function<InstantSource, ?>) functions.get(0);
    }

    /**
     * Looks keys up some at a time, then calls their logics: lookups wait for memory, and waits next to each other overlap.
     */
    @Override
    public int run(Object[] keys, Object[] values, int index, int size) {
        var found = new KeyedEntry[Math.min(AHEAD, size - index)];
        int i = index;
        while (i < size) {
            int first = i;
            int stop = Math.min(size, i + found.length);
            boolean ahead = find(keys, first, stop, found);
            while (i < stop) {
                if (gate.isClosed()) {
                    return i;
                }
                assert spill.isEmpty() : TOO_EARLY;
                KeyedEntry entry = ahead ? found[i - first] : null;
                give(entry == null || entry.gone ? entry(keys[i]) : entry, keys[i], values[i]);
                i++;
            }
        }
        return i;
    }

    @Override
    public void push(Object key, Object item) {
        give(entry(key), key, item);
    }

    @SuppressWarnings("unchecked")
    private void give(KeyedEntry entry, Object key, Object item) {
        call.key = key;
        Retention retention;
        Instant due = null;
        try {
            var logic = (StatefulLogic<Object, Object, Object>) entry.logic;
            retention = logic.onItem(item, this);
            if (retention == Retention.KEEP) {
                due = logic.notifyAt();
            }
        } catch (Throwable e) {
            throw failed(key, item, e);
        }
        settle(entry, retention, due);
    }

    @Override
    public void emit(Object item) {
        Object key = keyOfCall();
        if (gate.isClosed() || !spill.isEmpty()) {
            spill.add(key, item);
            return;
        }
        try {
            down.push(key, item);
        } catch (StepFailure e) {
            failure = e;
            throw e;
        }
    }

    @Override
    int touch(Object logic) {
        return touchHead(logic);
    }

    @Override
    Object newLogic() {
        return factory.apply(site.context().time());
    }
}
