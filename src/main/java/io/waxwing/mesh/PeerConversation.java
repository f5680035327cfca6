package io.waxwing.mesh;

/** What two peers say to each other after the handshake, before and after the start. For the I/O thread. */
final class PeerConversation implements Conversation {
    private final Peer peer;
    private final Formation formation;
    private final Membership members;
    private final MessageGuard guard;

    PeerConversation(Peer peer, Formation formation, Membership members) {
        this.peer = peer;
        this.formation = formation;
        this.members = members;
        this.guard = new MessageGuard(formation.config(), peer.process());
    }

    @Override
    public void onFrame(Link link, Frame frame) throws FrameException {
        FrameType type = frame.type();
        peer.state().check(type);
        if (type.isMessage()) {
            MessageCodec.Addressed addressed = MessageCodec.decode(frame);
            guard.check(addressed);
            members.onMessage(peer, addressed);
            return;
        }
        switch (type) {
            case PING ->
                link.out()
                        .sendControl(formation
                                .encoder()
                                .frame(FrameType.PONG, frame.read().getLong()));
            case PONG -> link.heartbeat().pong(frame.read().getLong());
            case ABORT -> members.onAbort(peer, Texts.words(frame.payload()), false);
            case OUTPUT_CLOSED -> members.onAbort(peer, Texts.words(frame.payload()), true);
            case GOODBYE -> members.onGoodbye(peer);
            default -> formation.onFrame(peer, frame);
        }
    }

    @Override
    public void onEndOfInput(Link link) {
        if (peer.state() == PeerState.LEFT) {
            members.onEndOfInput(peer);
        } else {
            link.end("connection closed without a goodbye");
        }
    }

    @Override
    public void onEnd(Link link, String cause) {
        if (peer.link() != link) {
            return; // a newer try has taken its place
        }
        if (formation.started()) {
            members.onLost(peer, cause);
        } else {
            formation.onLost(peer, cause);
        }
    }
}
