package io.waxwing.chain;

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
final class StatefulBatchStep extends TimedStep {
    private final Function<InstantSource, ?> factory;
    private final EndAware endAware = new EndAware(StatefulBatchLogic.class);
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

    private void give(Object key, List<Object> values) {
        KeyedEntry entry = entry(key);
        call.key = key;
        Retention retention;
        Instant due = null;
        try {
            StatefulBatchLogic<Object, Object, Object> logic = logic(entry.logic);
            retention = logic.onBatch(values, this);
            if (retention == Retention.KEEP) {
                due = logic.notifyAt();
            }
        } catch (Throwable e) {
            throw failed(key, e);
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

    @SuppressWarnings("unchecked")
    private static StatefulBatchLogic<Object, Object, Object> logic(Object logic) {
        return (StatefulBatchLogic<Object, Object, Object>) logic;
    }

    @Override
    boolean isLogic(Object logic) {
        return logic instanceof StatefulBatchLogic;
    }

    @Override
    Retention notifyLogic(Object logic) throws Exception {
        return logic(logic).onNotify(this);
    }

    @Override
    Retention endLogic(Object logic) throws Exception {
        return logic(logic).onEof(this);
    }

    @Override
    boolean hearsEnd(Object logic) {
        return endAware.get(logic.getClass());
    }

    @Override
    Instant notifyAt(Object logic) {
        return logic(logic).notifyAt();
    }

    @Override
    Object snapshot(Object logic) {
        return logic(logic).snapshot();
    }

    @Override
    Object newLogic() {
        return factory.apply(site.context().time());
    }

    @Override
    Object restored(Object state) {
        Object logic = newLogic();
        logic(logic).restore(state);
        return logic;
    }
}
