package io.waxwing.mesh;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The private key in a PEM file: PKCS #8 without a password (RFC 7468, section 10). */
final class PemKey {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final byte[] SAMPLE = "do these two belong together?".getBytes(StandardCharsets.US_ASCII);

    private PemKey() {}

    /**
     * Finds the key that belongs to a public one.
     *
     * @throws IllegalArgumentException if there is no such key in it
     * @throws GeneralSecurityException if it is another one's
     */
    static PrivateKey read(byte[] file, PublicKey other) throws GeneralSecurityException {
        Matcher block = BLOCK.matcher(new String(file, StandardCharsets.ISO_8859_1));
        if (!block.find()) {
            throw new IllegalArgumentException();
        }
        var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(block.group(1)));
        PrivateKey key = KeyFactory.getInstance(other.getAlgorithm()).generatePrivate(encoded);
        checkPair(key, other);
        return key;
    }

    /** What one signs must be genuine to the other. */
    private static void checkPair(PrivateKey key, PublicKey other) throws GeneralSecurityException {
        String algorithm = key.getAlgorithm();
        Signature signature = Signature.getInstance(
                switch (algorithm) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> algorithm;
                });
        signature.initSign(key);
        signature.update(SAMPLE);
        byte[] signed = signature.sign();
        signature.initVerify(other);
        signature.update(SAMPLE);
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("another key");
        }
    }
}
