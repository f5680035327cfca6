package io.waxwing.chain;

/** User code failed: where, and on what key. Its cause is what the user code threw; it has no stack trace of its own. */
public final class StepFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String stepId;
    private final transient Object key;

    private StepFailure(String stepId, Object key, Throwable cause) {
        super(stepId, cause, false, false);
        this.stepId = stepId;
        this.key = key;
    }

    /** Wraps what user code threw; a failure of a step below stays what it is. */
    public static StepFailure of(String stepId, Object key, Throwable cause) {
        return cause instanceof StepFailure known ? known : new StepFailure(stepId, key, cause);
    }

    /** Full id of the step that failed. */
    public String stepId() {
        return stepId;
    }

    /** The key it worked on, if any. */
    public Object key() {
        return key;
    }

    /** What the user code threw; the same as its cause. */
    public Throwable thrown() {
        return getCause();
    }
}
