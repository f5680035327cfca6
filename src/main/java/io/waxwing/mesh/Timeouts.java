package io.waxwing.mesh;

import java.time.Duration;

/**
 * How long a mesh waits.
 *
 * @param connect for all peers to come, from the start of {@code join}; zero waits for ever
 * @param peer without a sign of life until a peer counts as dead; must exceed the longest pause of a JVM
 * @param handshake for a fresh socket to prove that it is a peer
 */
public record Timeouts(Duration connect, Duration peer, Duration handshake) {
    private static final Duration BEAT = Duration.ofSeconds(2);

    /** Refuses a negative connect timeout and others that are not positive. */
    public Timeouts {
        if (connect.isNegative()) {
            throw new IllegalArgumentException("connect timeout must not be negative: " + connect);
        }
        if (peer.isNegative() || peer.isZero() || handshake.isNegative() || handshake.isZero()) {
            throw new IllegalArgumentException(
                    "peer and handshake timeout must be positive: " + peer + ", " + handshake);
        }
    }

    /** With five seconds for the handshake. */
    public Timeouts(Duration connect, Duration peer) {
        this(connect, peer, Duration.ofSeconds(5));
    }

    /** 60 s for all to come, 10 s for a peer to be dead. */
    public static Timeouts defaults() {
        return new Timeouts(Duration.ofSeconds(60), Duration.ofSeconds(10));
    }

    /** How often a peer is pinged: every two seconds, more often where the peer timeout is below eight. */
    Duration beat() {
        Duration quarter = peer.dividedBy(4);
        return quarter.compareTo(BEAT) < 0 ? quarter : BEAT;
    }
}
