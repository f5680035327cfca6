package io.waxwing.exchange;

/** A peer broke the rules of the protocol: a bug, or something that is no peer. Always ends the run. */
public final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With what was broken, by whom. */
    public ProtocolException(String message) {
        super(message);
    }
}
