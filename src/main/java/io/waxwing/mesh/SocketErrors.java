package io.waxwing.mesh;

import io.waxwing.text.Causes;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;

/** What a socket's exception means, in the same few words on every transport. */
final class SocketErrors {
    /** What is said where a name does not resolve. */
    static final String UNKNOWN_NAME = "host name does not resolve";

    private SocketErrors() {}

    static String describe(Throwable error) {
        if (error instanceof UnknownHostException) {
            return UNKNOWN_NAME;
        }
        if (error instanceof ClosedChannelException) {
            return "connection closed";
        }
        if (error instanceof NoRouteToHostException) {
            return "no route to host";
        }
        String text = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("refused")) {
            return "connection refused";
        }
        if (text.contains("address already in use")) {
            return "address already in use";
        }
        if (text.contains("reset by peer") || text.contains("broken pipe")) {
            return "connection closed (reset)";
        }
        if (text.contains("timed out")) {
            return "connection timed out";
        }
        return Causes.inWords(error);
    }
}
