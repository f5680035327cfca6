package io.waxwing.mesh;

import io.netty.channel.Channel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.waxwing.text.Causes;
import io.waxwing.text.Shown;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * Mutual TLS 1.3 between processes, by the JDK: each shows a certificate for the host name that the list of addresses has for it,
 * signed by one of the authorities of the cluster. Both ends check both. Thread-safe.
 */
public final class MeshTls {
    private static final String PROTOCOL = "TLSv1.3";
    /** Checks the certificate of who is dialled against the host that was dialled. */
    private static final String CHECK_HOST = "HTTPS";

    /** Bytes of a file: all authorities that systems come with have less. */
    private static final int MOST_BYTES = 1 << 20;

    private static final Duration CLOSING = Duration.ofMillis(200);

    private final SslContext accepting;
    private final SslContext dialing;

    private MeshTls(SslContext accepting, SslContext dialing) {
        this.accepting = accepting;
        this.dialing = dialing;
    }

    /**
     * Reads PEM files.
     *
     * @param certificate of this process, those of intermediate authorities behind it
     * @param key its private key, PKCS #8 without a password
     * @param authorities who may sign certificates of this cluster
     * @throws MeshException ({@link MeshException.Kind#AUTHENTICATION}) that names the file that cannot be used
     */
    public static MeshTls load(Path certificate, Path key, Path authorities) throws MeshException {
        checkDates(certificate, read(certificate).get(0));
        return loadUnchecked(certificate, key, authorities);
    }

    /** Whatever the dates of the certificate. */
    static MeshTls loadUnchecked(Path certificate, Path key, Path authorities) throws MeshException {
        X509Certificate[] trusted = read(authorities).toArray(new X509Certificate[0]);
        X509Certificate[] chain = read(certificate).toArray(new X509Certificate[0]);
        try {
            PrivateKey own = PemKey.read(bytes(key), chain[0].getPublicKey());
            SslContext accepting = SslContextBuilder.forServer(own, chain)
                    .sslProvider(SslProvider.JDK)
                    .protocols(PROTOCOL)
                    .trustManager(trusted)
                    .clientAuth(ClientAuth.REQUIRE)
                    .build();
            SslContext dialing = SslContextBuilder.forClient()
                    .keyManager(own, chain)
                    .sslProvider(SslProvider.JDK)
                    .protocols(PROTOCOL)
                    .trustManager(trusted)
                    .endpointIdentificationAlgorithm(CHECK_HOST)
                    .build();
            return new MeshTls(accepting, dialing);
        } catch (SSLException | GeneralSecurityException e) {
            throw unusable(key, "does not fit the certificate " + Shown.line(certificate.toString()));
        } catch (IllegalArgumentException e) {
            throw unusable(key, "holds no private key in PEM form, PKCS #8 without a password");
        }
    }

    private static List<X509Certificate> read(Path file) throws MeshException {
        InputStream in = new ByteArrayInputStream(bytes(file));
        try {
            Collection<? extends java.security.cert.Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            List<X509Certificate> certificates =
                    found.stream().map(X509Certificate.class::cast).toList();
            if (certificates.isEmpty()) {
                throw unusable(file, "holds no certificate");
            }
            return certificates;
        } catch (GeneralSecurityException e) {
            throw unusable(file, "holds no certificate in PEM form");
        }
    }

    private static byte[] bytes(Path file) throws MeshException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw unusable(file, "holds more than 1 MiB, which no certificates or key in PEM form have");
            }
            return bytes;
        } catch (IOException e) {
            throw unusable(file, "cannot be read: " + Causes.ofFile(e));
        }
    }

    private static void checkDates(Path file, X509Certificate own) throws MeshException {
        try {
            own.checkValidity();
        } catch (CertificateExpiredException e) {
            throw unusable(file, "expired on " + own.getNotAfter().toInstant());
        } catch (GeneralSecurityException e) {
            throw unusable(file, "is not valid before " + own.getNotBefore().toInstant());
        }
    }

    private static MeshException unusable(Path file, String why) {
        return new MeshException(
                MeshException.Kind.AUTHENTICATION, "\"" + Shown.line(file.toString()) + "\" " + Shown.line(why));
    }

    /** What encrypts a socket that was accepted. */
    SslHandler accepting(Channel channel, Duration deadline) {
        return limited(accepting.newHandler(channel.alloc()), deadline);
    }

    /** What encrypts a socket to a peer. */
    SslHandler dialing(Channel channel, Address peer, Duration deadline) {
        return limited(dialing.newHandler(channel.alloc(), peer.host(), peer.port()), deadline);
    }

    private static SslHandler limited(SslHandler handler, Duration deadline) {
        handler.setHandshakeTimeoutMillis(deadline.toMillis());
        handler.setCloseNotifyFlushTimeoutMillis(CLOSING.toMillis());
        return handler;
    }
}
