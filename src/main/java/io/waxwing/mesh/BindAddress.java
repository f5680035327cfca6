package io.waxwing.mesh;

import io.waxwing.text.Causes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which local address to listen on when peers know this process by a name. The address the name stands for, if it is one of
 * this machine's, so that {@code localhost} is not open to the network. Else all: behind a translated address, or where the
 * name does not resolve yet because it is only published once this process listens. That is said, as it may be a mistake, too.
 */
final class BindAddress {
    private static final Logger LOG = LoggerFactory.getLogger(BindAddress.class);

    private BindAddress() {}

    static InetSocketAddress of(Address own) {
        try {
            InetAddress named = InetAddress.getByName(own.host());
            if (isLocal(named)) {
                return new InetSocketAddress(named, own.port());
            }
            warn(own, "is none of this machine's (" + named.getHostAddress() + ")");
        } catch (UnknownHostException e) {
            warn(own, "does not resolve here");
        } catch (SocketException e) {
            warn(own, "cannot be told to be of this machine (" + Causes.inWords(e) + ")");
        }
        return new InetSocketAddress(own.port());
    }

    private static void warn(Address own, String why) {
        LOG.warn(
                "this process's own address {} {}: listening on all addresses of this machine instead;"
                        + " that is right where addresses are translated or names published later, else correct it",
                own,
                why);
    }

    private static boolean isLocal(InetAddress address) throws SocketException {
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || NetworkInterface.getByInetAddress(address) != null;
    }
}
