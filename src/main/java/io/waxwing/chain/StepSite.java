package io.waxwing.chain;

import io.waxwing.text.Shown;

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

    /** The same of user code that was given an item. */
    public StepFailure failure(Object key, Object item, Throwable cause) {
        return StepFailure.of(id, key, item, cause);
    }

    /** The failure of a step that made a null key of an item; the key is the one that the item had before. */
    StepFailure nullKey(Object key, Object item) {
        return failure(
                key,
                new IllegalArgumentException("the key is null: every item of a keyed stream needs one; the item is \""
                        + Shown.of(item) + "\""));
    }
}
