package io.waxwing.mesh;

import io.netty.buffer.ByteBuf;
import io.waxwing.time.Seconds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The handshake on one fresh socket, at either end; see {@link Handshake} for its course. Whatever goes wrong here ends this
 * socket alone, but for a peer that disagrees, which ends the start of the cluster on both ends.
 */
final class Greeting implements Conversation {
    private static final int UNKNOWN = -1;
    private static final Agreement.Mismatch NO_TOKEN = new Agreement.Mismatch("cluster token", "none", "asked for");

    /** What the one end encrypts and the other does not, neither can read. */
    private static final String NO_WORD = " before it said who it is (do all processes have the same --tls options?)";

    private final Formation formation;
    private final Doorkeeper strangers;
    private final @Nullable Dialer dialer;
    /** Null where the cluster has no token. */
    private final @Nullable TokenProof proof;

    private boolean proven;
    private Handshake.@Nullable Hello theirs;

    /** With the dialer at the dialling end, null at the accepting one. */
    Greeting(Formation formation, Doorkeeper strangers, @Nullable Dialer dialer) {
        this.formation = formation;
        this.strangers = strangers;
        this.dialer = dialer;
        ClusterToken token = formation.config().security().token();
        this.proof = token == null ? null : new TokenProof(token, dialer != null, formation.random());
    }

    @Override
    public void onBegin(Link link) {
        if (dialer == null) {
            strangers.enter(link);
        }
        Duration deadline = formation.config().timeouts().handshake();
        link.loop().after(deadline, () -> expire(link, deadline));
        if (dialer != null) {
            link.out().sendControl(hello(dialer.peer().process()).encode(formation.encoder()));
        }
    }

    private void expire(Link link, Duration deadline) {
        link.endIf(this, "no handshake within " + Seconds.of(deadline.toNanos()));
    }

    @Override
    public void onFrame(Link link, Frame frame) throws FrameException {
        Handshake.Hello known = theirs;
        if (frame.type() == FrameType.HELLO && known == null) {
            onHello(link, Handshake.Hello.decode(frame));
        } else if (frame.type() == FrameType.CONFIG && known != null) {
            onConfig(link, known, Handshake.Config.decode(frame));
        } else if (frame.type() == FrameType.CHALLENGE && known != null) {
            onChallenge(link, known, frame);
        } else if (frame.type() == FrameType.PROOF && known != null && proof != null && !proven) {
            onProof(link, known, proof, frame);
        } else if (frame.type() == FrameType.REJECT && dialer != null) {
            var rejection = Handshake.Rejection.decode(frame);
            formation.onRejected(dialer.peer(), rejection);
            link.end("refused: " + rejection.text());
        } else {
            throw new FrameException(frame.type() + " frame during the handshake");
        }
    }

    private void onHello(Link link, Handshake.Hello hello) throws FrameException {
        theirs = hello;
        if (hello.incarnation().equals(formation.incarnation())) {
            throw new FrameException("connected to itself");
        }
        if (dialer != null) {
            send(link, proof == null ? myConfig() : challenge(proof));
        } else if (!reject(link, hello) && isCertified(link, hello)) {
            send(link, hello(hello.process()).encode(formation.encoder()));
            if (proof != null) {
                send(link, challenge(proof));
            }
        }
    }

    private void onChallenge(Link link, Handshake.Hello hello, Frame frame) throws FrameException {
        if (proof == null) {
            formation.onMismatch(hello.process(), link.remote(), List.of(NO_TOKEN));
            refuse(link, "this process has no cluster token");
            return;
        }
        proof.challenged(frame.fields());
        if (dialer != null) {
            send(link, proof(proof.mine(hello(hello.process()), hello)));
        }
    }

    private void onProof(Link link, Handshake.Hello hello, TokenProof asked, Frame frame) throws FrameException {
        if (!asked.isProof(frame.fields(), hello(hello.process()), hello)) {
            refuse(link, "wrong cluster token");
            if (dialer != null) {
                formation.onUntrusted(dialer.peer(), "it has another cluster token");
            }
            return;
        }
        proven = true;
        send(link, dialer == null ? proof(asked.mine(hello(hello.process()), hello)) : myConfig());
    }

    /** Ends the link; a dialler is told why. */
    private void refuse(Link link, String why) {
        if (dialer == null) {
            formation.onUnproven(theirs == null ? UNKNOWN : theirs.process(), link.remote(), why);
            var rejection = new Handshake.Rejection(Handshake.Reason.AUTHENTICATION, why);
            link.farewell(rejection.encode(formation.encoder()), why);
        } else {
            link.end(why);
        }
    }

    private boolean isCertified(Link link, Handshake.Hello hello) {
        MeshConfig config = formation.config();
        int claimed = hello.process();
        if (claimed < 0
                || claimed >= config.processes()
                || PeerCertificate.isFor(
                        link.channel(), config.addresses().get(claimed).host())) {
            return true; // an id out of range is a mismatch, and named as such
        }
        refuse(
                link,
                "the certificate is not for " + config.addresses().get(claimed).host());
        return false;
    }

    private void onConfig(Link link, Handshake.Hello hello, Handshake.Config config) throws FrameException {
        if (dialer == null && reject(link, hello)) {
            return;
        }
        if (proof != null && !proven) {
            refuse(link, "no proof of knowing the cluster token");
            return;
        }
        List<Agreement.Mismatch> differing =
                new ArrayList<>(formation.myConfig().agreement().compare(config.agreement()));
        int expected =
                dialer == null ? formation.config().processId() : dialer.peer().process();
        int given = dialer == null ? hello.meant() : hello.process();
        if (differing.isEmpty() && expected != given) {
            differing.add(new Agreement.Mismatch(
                    "id of the dialled process", String.valueOf(expected), String.valueOf(given)));
        }
        if (!differing.isEmpty()) {
            disagree(link, hello.process(), differing);
            return;
        }
        int me = formation.config().processId();
        if (hello.process() >= formation.config().processes()
                || (dialer == null ? hello.process() <= me : hello.process() >= me)) {
            throw new FrameException("process id " + hello.process() + " has no reason to dial process " + me);
        }
        if (dialer == null) {
            send(link, myConfig());
        }
        strangers.leave(link);
        formation.onAgreed(link, hello, config);
    }

    private boolean reject(Link link, Handshake.Hello hello) {
        var objection = formation.objection(hello);
        if (objection != null) {
            link.farewell(objection.encode(formation.encoder()), "refused: " + objection.text());
        }
        return objection != null;
    }

    private void disagree(Link link, int process, List<Agreement.Mismatch> differing) {
        formation.onMismatch(process, link.remote(), differing);
        if (dialer == null) { // the other end has yet to hear what this one brings
            link.farewell(myConfig(), "disagrees");
        } else {
            link.end("disagrees");
        }
    }

    @Override
    public void onOtherVersion(Link link, int version) {
        if (theirs != null) {
            Conversation.super.onOtherVersion(link, version);
            return;
        }
        var mismatch = new Agreement.Mismatch(
                "protocol version", String.valueOf(FrameHeader.VERSION), String.valueOf(version));
        formation.onMismatch(dialer == null ? UNKNOWN : dialer.peer().process(), link.remote(), List.of(mismatch));
        if (dialer == null) { // the other end has yet to hear which version this one speaks
            link.farewell(hello(UNKNOWN).encode(formation.encoder()), "other protocol version");
        } else {
            link.end("other protocol version");
        }
    }

    @Override
    public void onEnd(Link link, String cause) {
        strangers.leave(link);
        if (dialer != null) {
            dialer.failed(theirs == null ? cause + NO_WORD : cause);
        }
    }

    @Override
    public void onUntrusted(Link link, String why) {
        link.end(why);
        if (dialer != null) {
            formation.onUntrusted(dialer.peer(), why);
        }
    }

    private Handshake.Hello hello(int meant) {
        return new Handshake.Hello(formation.config().processId(), meant, formation.incarnation());
    }

    private ByteBuf myConfig() {
        return formation.myConfig().encode(formation.encoder());
    }

    private ByteBuf challenge(TokenProof asking) {
        return Handshake.bytes(formation.encoder(), FrameType.CHALLENGE, asking.challenge());
    }

    private ByteBuf proof(byte[] bytes) {
        return Handshake.bytes(formation.encoder(), FrameType.PROOF, bytes);
    }

    private static void send(Link link, ByteBuf frame) {
        link.out().sendControl(frame);
    }
}
