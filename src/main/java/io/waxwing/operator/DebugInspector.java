package io.waxwing.operator;

/**
 * Called by {@code inspectDebug} for each item, on the worker's thread.
 *
 * @param <T> the item
 */
@FunctionalInterface
public interface DebugInspector<T> {
    /**
     * Looks at an item.
     *
     * @param stepId full id of the inspecting step
     * @param item the item
     * @param epoch the epoch the item belongs to
     * @param worker index of the worker, over the cluster
     * @throws Exception fails the flow with the step named
     */
    void inspect(String stepId, T item, long epoch, int worker) throws Exception;
}
