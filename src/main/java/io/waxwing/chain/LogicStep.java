package io.waxwing.chain;

import io.waxwing.operator.Retention;
import io.waxwing.operator.StatefulLogic;
import java.time.Instant;
import java.util.List;

/**
 * What the steps with a {@link StatefulLogic} per key share: calls of a logic that come once in a while. What comes with each item stands
 * in each of the steps, so that a copy of its class has it to itself.
 */
abstract class LogicStep extends TimedStep {
    LogicStep(StepSite site, List<?> functions, Downstream[] downs) {
        super(site, functions, downs);
    }

    @SuppressWarnings("unchecked")
    private static StatefulLogic<Object, Object, Object> logic(Object logic) {
        return (StatefulLogic<Object, Object, Object>) logic;
    }

    @Override
    final Retention notifyLogic(Object logic) throws Exception {
        return logic(logic).onNotify(this);
    }

    @Override
    final Retention endLogic(Object logic) throws Exception {
        return logic(logic).onEof(this);
    }

    @Override
    final Instant notifyAt(Object logic) {
        return logic(logic).notifyAt();
    }

    @Override
    final Object snapshot(Object logic) {
        return logic(logic).snapshot();
    }

    @Override
    final Object restored(Object state) throws Exception {
        Object logic = newLogic();
        logic(logic).restore(state);
        return logic;
    }
}
