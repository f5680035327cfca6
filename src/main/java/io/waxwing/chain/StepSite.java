package io.waxwing.chain;

/**
 * The place of a step on a worker.
 *
 * @param id full id of the step
 * @param gate the gate of the exchanges below it
 * @param context its worker
 */
public record StepSite(String id, Gate gate, StepContext context) {
    /** A failure of this step's user code. */
    public StepFailure failure(Object key, Throwable cause) {
        return StepFailure.of(id, key, cause);
    }
}
