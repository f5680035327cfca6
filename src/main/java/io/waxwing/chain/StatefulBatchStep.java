package io.waxwing.chain;

import io.waxwing.keyed.KeyedEntry;
import io.waxwing.operator.Retention;
import io.waxwing.operator.StatefulBatchLogic;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One logic per key, given the values of a batch together, key by key in order of arrival. */
final class StatefulBatchStep extends LogicStep {
    private final Function<InstantSource, ?> factory;
    private final Map<Object, List<Object>> gathered = new LinkedHashMap<>();

    @SuppressWarnings("unchecked")
    StatefulBatchStep(StepSite site, List<?> functions, Downstream[] downs) {
        super(site, functions, downs);
        this.factory = (Function<InstantSource, ?>) functions.get(0);
    }

    @Override
    public void push(Object key, Object item) {
        List<Object> values = gathered.get(key);
        if (values == null) {
            values = new ArrayList<>(2);
            gathered.put(key, values);
        }
        values.add(item);
    }

    @Override
    boolean isGathering() {
        return !gathered.isEmpty();
    }

    @Override
    void handOver() {
        Iterator<Map.Entry<Object, List<Object>>> groups = gathered.entrySet().iterator();
        while (groups.hasNext() && !gate.isClosed() && spill.isEmpty()) {
            Map.Entry<Object, List<Object>> group = groups.next();
            groups.remove();
            give(group.getKey(), group.getValue());
        }
    }

    @SuppressWarnings("unchecked")
    private void give(Object key, List<Object> values) {
        KeyedEntry entry = entry(key);
        call.key = key;
        Retention retention;
        Instant due = null;
        try {
            var logic = (StatefulBatchLogic<Object, Object, Object>) entry.logic;
            retention = logic.onBatch(values, this);
            if (retention == Retention.KEEP) {
                due = logic.notifyAt();
            }
        } catch (Throwable e) {
            throw failed(key, null, e);
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
