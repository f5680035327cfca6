package io.waxwing.plan;

/** A dataflow that cannot run: nothing comes in or nothing goes out. */
public final class PlanException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With what is missing, and in which flow. */
    public PlanException(String message) {
        super(message);
    }
}
