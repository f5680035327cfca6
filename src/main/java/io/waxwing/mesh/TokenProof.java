package io.waxwing.mesh;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * By which the two ends of a fresh link prove to each other that they know the cluster's token: each answers a random challenge of the
 * other one. A proof is bound to this link (both challenges), to who speaks to whom, to both starts of these processes (that of process
 * 0 is what the generation of a cluster goes by), and to the role, so that it can neither be replayed nor reflected.
 *
 * <pre>
 *   proof = HMAC-SHA-256(token, "waxwing mesh 1" role dialer acceptor incarnations challenges)
 * </pre>
 *
 * <p>The idea is that of SASL's challenge-response mechanisms. One per link; for the I/O thread.
 */
final class TokenProof {
    /** Bytes of a challenge, and of a proof. */
    static final int BYTES = 32;

    private static final byte[] LABEL = "waxwing mesh 1".getBytes(StandardCharsets.US_ASCII);
    private static final byte DIALER = 1;
    private static final byte ACCEPTOR = 2;

    private final ClusterToken token;
    private final boolean dialer;
    private final byte[] challenge = new byte[BYTES];
    private byte @Nullable [] theirs;

    TokenProof(ClusterToken token, boolean dialer, SecureRandom random) {
        this.token = token;
        this.dialer = dialer;
        random.nextBytes(challenge);
    }

    /** What the other end has to answer. */
    byte[] challenge() {
        return challenge.clone();
    }

    /** The other end's challenge has come. */
    void challenged(byte[] byOther) throws FrameException {
        if (theirs != null) {
            throw new FrameException("a second challenge");
        }
        theirs = byOther.clone();
    }

    /** This end's proof. */
    byte[] mine(Handshake.Hello own, Handshake.Hello other) throws FrameException {
        return dialer ? proof(DIALER, own, other) : proof(ACCEPTOR, other, own);
    }

    /** Whether what the other end sent proves that it knows the token. Takes as long whatever was sent. */
    boolean isProof(byte[] sent, Handshake.Hello own, Handshake.Hello other) throws FrameException {
        byte[] wanted = dialer ? proof(ACCEPTOR, own, other) : proof(DIALER, other, own);
        return MessageDigest.isEqual(wanted, sent);
    }

    private byte[] proof(byte role, Handshake.Hello dialing, Handshake.Hello accepting) throws FrameException {
        if (theirs == null) {
            throw new FrameException("a proof before the challenge");
        }
        byte[] first = dialer ? challenge : theirs;
        byte[] second = dialer ? theirs : challenge;
        ByteBuffer text = ByteBuffer.allocate(LABEL.length + 1 + 2 * 4 + 2 * Nonce.BYTES + 2 * BYTES);
        text.put(LABEL).put(role);
        text.putInt(dialing.process()).putInt(accepting.process());
        put(text, dialing.incarnation());
        put(text, accepting.incarnation());
        text.put(first).put(second);
        return token.mac(text.array());
    }

    private static void put(ByteBuffer text, Nonce nonce) {
        text.putLong(nonce.high()).putLong(nonce.low());
    }
}
