package io.waxwing.mesh;

import io.waxwing.text.Shown;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a failed TLS handshake means, in words. */
final class TlsProblems {
    private static final int MAX_CAUSES = 20;
    private static final String ALERT = "Received fatal alert: ";

    private TlsProblems() {}

    /** Why the other end is not trusted, or does not trust this one; null if it is not that. */
    static @Nullable String describe(Throwable error) {
        boolean tls = false;
        Throwable cause = error;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            tls |= cause instanceof SSLException;
            String known = known(cause);
            if (tls && known != null) {
                return known;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static @Nullable String known(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof CertificateExpiredException) {
            return "its certificate has expired";
        }
        if (cause instanceof CertificateNotYetValidException) {
            return "its certificate is not valid yet";
        }
        if (cause instanceof CertPathBuilderException
                || (cause instanceof CertPathValidatorException && cause.getCause() == null)) {
            return "its certificate is not trusted: none of the authorities that are trusted here (--tls-ca) has signed it";
        }
        if (message.contains("subject alternative") || message.startsWith("No name matching")) {
            return "its certificate is not for this host: " + Shown.line(message);
        }
        if (message.contains(ALERT) && (message.contains("certificate") || message.contains("unknown_ca"))) {
            return "it refused the certificate of this process ("
                    + Shown.line(message.substring(message.indexOf(ALERT) + ALERT.length())) + ")";
        }
        return null;
    }
}
