package io.waxwing.mesh;

/** What came over a socket is not what the protocol allows. Ends the link; a fresh socket is just dropped. */
class FrameException extends Exception {
    private static final long serialVersionUID = 1;

    FrameException(String message) {
        super(message, null, false, false); // no stack trace: strangers can cause as many as they like
    }

    /** A whole, undamaged header of another version of the protocol: not noise, but a peer that needs another release. */
    static final class Version extends FrameException {
        private static final long serialVersionUID = 1;

        private final int theirs;

        Version(int theirs) {
            super("protocol version " + theirs + ", expected " + FrameHeader.VERSION);
            this.theirs = theirs;
        }

        int theirs() {
            return theirs;
        }
    }
}
