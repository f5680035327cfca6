package io.waxwing.mesh;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that all processes of a cluster know. Only proofs of knowing it go over the wire ({@link TokenProof}), and it has no text
 * form, so that it comes into no message. Thread-safe.
 */
public final class ClusterToken {
    /** Fewest bytes: as many as its use can keep apart. */
    public static final int LEAST = 32;
    /** Most bytes. */
    public static final int MOST = 4096;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private ClusterToken(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * A token of these bytes; copies them.
     *
     * @throws IllegalArgumentException for fewer than {@value #LEAST} bytes, or more than {@value #MOST}
     */
    public static ClusterToken of(byte[] secret) {
        if (secret.length < LEAST || secret.length > MOST) {
            throw new IllegalArgumentException(
                    "a cluster token has " + LEAST + " to " + MOST + " bytes, not " + secret.length);
        }
        return new ClusterToken(Arrays.copyOf(secret, secret.length));
    }

    /** HMAC-SHA-256 under this token. */
    byte[] mac(byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
