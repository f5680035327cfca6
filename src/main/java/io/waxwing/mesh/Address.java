package io.waxwing.mesh;

import io.waxwing.text.Shown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * Where a process of the cluster listens.
 *
 * @param host a name or a literal address, IPv6 without brackets
 * @param port 0 to 65535; 0 only for a socket that is to be bound to any free port
 */
public record Address(String host, int port) {
    private static final String EXPECTED = "expected host:port, as in localhost:2101 or [::1]:2101";

    /** Refuses empty hosts and ports out of range. */
    public Address {
        if (host.isEmpty()
                || host.length() > 253
                || !host.chars().allMatch(c -> c > ' ' && c < 127 && "[]/;,@".indexOf(c) < 0)) {
            throw new IllegalArgumentException("\"" + Shown.line(host) + "\" is no host name");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is out of range: expected 0 to 65535");
        }
    }

    /**
     * Reads {@code host:port}, IPv6 as {@code [::1]:2101}.
     *
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    public static Address parse(String text) {
        String trimmed = text.strip();
        if (trimmed.indexOf(',') >= 0) {
            throw malformed(text, "addresses are separated by ; as in \"one:2101;two:2101\", in quotes");
        }
        int colon = trimmed.lastIndexOf(':');
        if (colon <= 0) {
            throw malformed(text, EXPECTED);
        }
        String host = trimmed.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw malformed(text, "an IPv6 address is written in brackets, as in [::1]:2101");
        }
        int port = port(text, trimmed.substring(colon + 1));
        try {
            return new Address(host, port);
        } catch (IllegalArgumentException e) {
            throw malformed(text, EXPECTED);
        }
    }

    /**
     * Reads addresses with semicolons between them, in the order of the process ids.
     *
     * @throws IllegalArgumentException with one line that says which is malformed or there twice
     */
    public static List<Address> parseList(String text) {
        return parseAll(List.of(text.split(";", -1)));
    }

    /**
     * Reads addresses, in the order of the process ids.
     *
     * @throws IllegalArgumentException with one line that says which is malformed or there twice
     */
    public static List<Address> parseAll(List<String> texts) {
        var addresses = new ArrayList<Address>();
        var seen = new HashSet<Address>();
        for (String text : texts) {
            Address address = parse(text);
            if (!seen.add(new Address(address.host.toLowerCase(Locale.ROOT), address.port))) {
                throw new IllegalArgumentException("address " + address + " is there twice in \""
                        + Shown.line(String.join(";", texts)) + "\": every process needs an address of its own");
            }
            addresses.add(address);
        }
        return List.copyOf(addresses);
    }

    private static int port(String text, String digits) {
        boolean plain =
                !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = plain ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > 65535) {
            throw malformed(text, "the port must be a number from 1 to 65535");
        }
        return port;
    }

    private static IllegalArgumentException malformed(String text, String hint) {
        return new IllegalArgumentException("malformed address \"" + Shown.line(text) + "\": " + hint);
    }

    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
