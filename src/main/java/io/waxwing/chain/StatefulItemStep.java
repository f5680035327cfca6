package io.waxwing.chain;

import io.waxwing.operator.Retention;
import io.waxwing.operator.StatefulLogic;
import java.time.Instant;
import java.util.List;

/** One logic per key, given one value at a time. */
final class StatefulItemStep extends KeyedStep {
    StatefulItemStep(StepSite site, List<?> functions, Downstream[] downs) {
        super(site, functions, downs);
    }

    @Override
    public void push(Object key, Object item) {
        KeyedEntry entry = entry(key);
        currentKey = key;
        Retention retention;
        Instant due = null;
        try {
            StatefulLogic<Object, Object, Object> logic = logic(entry.logic);
            retention = logic.onItem(item, this);
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
        if (gate.isClosed() || !spill.isEmpty()) {
            spill.add(currentKey, item);
            return;
        }
        try {
            down.push(currentKey, item);
        } catch (StepFailure e) {
            failure = e;
            throw e;
        }
    }

    @SuppressWarnings("unchecked")
    private static StatefulLogic<Object, Object, Object> logic(Object logic) {
        return (StatefulLogic<Object, Object, Object>) logic;
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
    Instant notifyAt(Object logic) {
        return logic(logic).notifyAt();
    }

    @Override
    Object snapshot(Object logic) {
        return logic(logic).snapshot();
    }

    @Override
    void restore(Object logic, Object state) {
        logic(logic).restore(state);
    }
}
