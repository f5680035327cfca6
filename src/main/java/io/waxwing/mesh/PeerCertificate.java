package io.waxwing.mesh;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Whom a certificate is for. A dialler has the JDK check the host it dialled; the JDK has nothing to check who dials against, so this
 * does: a process may only claim an id whose address has a host that its certificate is for.
 */
final class PeerCertificate {
    private static final int DNS = 2;
    private static final int IP = 7;

    private PeerCertificate() {}

    /** Whether the other end of an encrypted link has shown a certificate for a host; true where nothing is encrypted. */
    static boolean isFor(Channel channel, String host) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            return true;
        }
        try {
            Certificate[] shown = tls.engine().getSession().getPeerCertificates();
            return shown.length > 0 && shown[0] instanceof X509Certificate certificate && isFor(certificate, host);
        } catch (SSLPeerUnverifiedException | CertificateParsingException e) {
            return false;
        }
    }

    /** By its subject alternative names; the common name does not count. */
    static boolean isFor(X509Certificate certificate, String host) throws CertificateParsingException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names != null && names.stream().anyMatch(name -> matches(name, host));
    }

    private static boolean matches(List<?> name, String host) {
        String value = String.valueOf(name.get(1)).toLowerCase(Locale.ROOT);
        byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
        if (address != null) {
            return Integer.valueOf(IP).equals(name.get(0))
                    && Arrays.equals(address, NetUtil.createByteArrayFromIpAddressString(value));
        }
        String wanted = host.toLowerCase(Locale.ROOT);
        if (!Integer.valueOf(DNS).equals(name.get(0))) {
            return false;
        }
        int dot = wanted.indexOf('.');
        return value.equals(wanted) || (dot > 0 && value.equals("*" + wanted.substring(dot)));
    }
}
