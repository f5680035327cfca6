package io.waxwing.testing;

/** Thrown by {@link TestingSource#abort()} to crash an execution. */
public final class AbortExecution extends RuntimeException {
    private static final long serialVersionUID = 1;

    AbortExecution() {
        super("the TestingSource has come to abort()");
    }
}
