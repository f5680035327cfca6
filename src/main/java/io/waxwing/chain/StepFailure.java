package io.waxwing.chain;

import io.waxwing.connector.LineException;

/** User code failed: where, on what key, and with what item. Its cause is what the user code threw; it has no stack trace of its own. */
public final class StepFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String stepId;
    private final transient Object key;
    private final transient Object item;

    private StepFailure(String stepId, Object key, Object item, Throwable cause) {
        super(stepId, cause, false, false);
        this.stepId = stepId;
        this.key = key;
        this.item = item;
    }

    /** Wraps what user code threw; a failure of a step below stays what it is. */
    public static StepFailure of(String stepId, Object key, Throwable cause) {
        return of(stepId, key, null, cause);
    }

    /** The same of user code that was given an item; a line that could not be made names its own. */
    static StepFailure of(String stepId, Object key, Object item, Throwable cause) {
        if (cause instanceof StepFailure known) {
            return known;
        }
        return cause instanceof LineException line
                ? new StepFailure(stepId, key, line.item(), line.getCause())
                : new StepFailure(stepId, key, item, cause);
    }

    /** Full id of the step that failed. */
    public String stepId() {
        return stepId;
    }

    /** The key it worked on, if any. */
    public Object key() {
        return key;
    }

    /** The item, or the value of the key, that it was given; null if none, or that. */
    public Object item() {
        return item;
    }

    /** What the user code threw; the same as its cause. */
    public Throwable thrown() {
        return getCause();
    }
}
