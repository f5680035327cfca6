package io.waxwing.mesh;

/** A mesh could not be formed, or not be left in good order. Its message is one line for the user. */
public final class MeshException extends Exception {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** What went wrong. */
    public enum Kind {
        /** The own port cannot be listened on. */
        BIND,
        /** The name of a peer's host could not be resolved in time. */
        RESOLVE,
        /** Peers were missing when the connect timeout had passed. */
        CONNECT,
        /** Two processes disagree about what they run. */
        MISMATCH,
        /** A peer, or this process, could not prove to belong to the cluster. */
        AUTHENTICATION,
        /** Another process with the same id is there already. */
        DUPLICATE,
        /** A peer was lost while saying goodbye; the listener hears of it, too. */
        LOST
    }

    MeshException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }
}
