package io.waxwing.runtime;

import io.waxwing.connector.StdOutClosedException;
import io.waxwing.mesh.PeerFailure;
import io.waxwing.text.Causes;
import org.jspecify.annotations.Nullable;

/** A run failed. Its message names the first cause and where it was; its cause is what user code threw, if it did. */
public final class FlowException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What failed, by who has to do something about it. */
    public enum Kind {
        /** User code, a source, a sink, or an item that cannot be sent. */
        FLOW,
        /** Another process of the cluster failed or was lost. */
        PEER,
        /** What was saved cannot be used, or nothing can be saved. */
        RECOVERY,
        /** The processes disagree about the run, two have one process id, or one could not prove itself by token or certificate. */
        MISMATCH,
        /** An address could not be bound, resolved or connected in time. */
        CONNECT
    }

    private final Kind kind;
    private final String passedOn;
    private final boolean outputClosed;

    /** With what to tell the user in one line. */
    public FlowException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.passedOn = message;
        this.outputClosed = kind == Kind.FLOW && Causes.have(cause, StdOutClosedException.class);
    }

    private FlowException(PeerFailure failure) {
        super(failure.toString(), null);
        this.kind = Kind.PEER;
        this.passedOn = failure.passedOn();
        this.outputClosed = failure.outputClosed();
    }

    /** A peer failed. */
    static FlowException of(PeerFailure failure) {
        return new FlowException(failure);
    }

    /** What to tell other peers: names the process that failed first, however often it is passed on. */
    String passedOn() {
        return passedOn;
    }

    /**
     * Whether no more is wrong than that the reader of standard output has gone away, as {@code head} does when it has seen enough: that
     * of this process, or (then it is a failure of a {@link Kind#PEER}) that of another one.
     */
    public boolean isOutputClosed() {
        return outputClosed;
    }

    /** What failed. */
    public Kind kind() {
        return kind;
    }
}
