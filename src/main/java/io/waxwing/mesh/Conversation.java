package io.waxwing.mesh;

/** What is spoken over a link: first the greeting, then the conversation of two peers. Called on the I/O thread. */
interface Conversation {
    /** The link is there. */
    default void onBegin(Link link) {}

    /** The other end said something. */
    void onFrame(Link link, Frame frame) throws FrameException;

    /** The other end sent a whole header of another version of the protocol. */
    default void onOtherVersion(Link link, int theirs) {
        link.end("protocol error: version " + theirs + " where " + FrameHeader.VERSION + " was spoken before");
    }

    /** One end does not trust the other's certificate. */
    default void onUntrusted(Link link, String why) {
        link.end(why);
    }

    /** The other end will say nothing more, in good order as far as TCP can tell. */
    default void onEndOfInput(Link link) {
        link.end("connection closed");
    }

    /** The link is gone; nothing more comes. Called once. */
    void onEnd(Link link, String cause);
}
