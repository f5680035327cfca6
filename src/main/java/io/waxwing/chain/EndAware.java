package io.waxwing.chain;

import io.waxwing.operator.Emitter;
import io.waxwing.operator.KeyLogic;

/**
 * Which classes of logics do something at the end of the input. The others need not be called, and above all their keys count as
 * unchanged: else each end would save the state of all keys again.
 */
final class EndAware extends ClassValue<Boolean> {
    @Override
    protected Boolean computeValue(Class<?> logic) {
        try {
            return logic.getMethod("onEof", Emitter.class).getDeclaringClass() != KeyLogic.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(logic + " is no logic", e);
        }
    }
}
