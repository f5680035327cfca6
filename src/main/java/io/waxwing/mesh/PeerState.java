package io.waxwing.mesh;

/**
 * Where this process stands with a peer, and so what the peer may say.
 *
 * <pre>
 *  MISSING --agreed--> LINKED --its START--> RUNNING --its GOODBYE--> LEFT
 *     ^------link lost---'                      '--- link lost, ABORT: the cluster has failed
 * </pre>
 */
enum PeerState {
    /** No link; before all are linked with all, it is tried again. */
    MISSING,
    /** Handshake done; others may still be missing. */
    LINKED,
    /** It knows that all are linked with all. */
    RUNNING,
    /** All its workers are done; it says nothing more. */
    LEFT;

    /** Whether a peer in this state may say such a thing. */
    boolean allows(FrameType type) {
        return switch (this) {
            case MISSING, LEFT -> false;
            case LINKED ->
                switch (type) {
                    case READY, NOT_READY, START, REJECT, PING, PONG -> true;
                    default -> false;
                };
            case RUNNING ->
                type.isMessage()
                        || switch (type) {
                            case PING, PONG, ABORT, OUTPUT_CLOSED, GOODBYE -> true;
                            default -> false;
                        };
        };
    }

    /** Refuses what a peer in this state may not say. */
    void check(FrameType type) throws FrameException {
        if (!allows(type)) {
            throw new FrameException(type + " frame from a peer that is " + this);
        }
    }
}
