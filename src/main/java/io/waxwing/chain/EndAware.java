package io.waxwing.chain;

import io.waxwing.operator.Emitter;

/**
 * Which classes of logics do something at the end of the input. The others need not be called, and above all their keys count as
 * unchanged: else each end would save the state of all keys again.
 */
final class EndAware extends ClassValue<Boolean> {
    private final Class<?> contract;

    /**
     * For one kind of logic.
     *
     * @param contract the interface whose default method does nothing
     */
    EndAware(Class<?> contract) {
        this.contract = contract;
    }

    @Override
    protected Boolean computeValue(Class<?> logic) {
        try {
            return logic.getMethod("onEof", Emitter.class).getDeclaringClass() != contract;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(logic + " is no logic", e);
        }
    }
}
