package io.waxwing.mesh;

import io.waxwing.time.Century;
import java.time.Duration;

/**
 * How long a mesh waits.
 *
 * @param connect for all peers to come, from the start of {@code join}; zero waits for ever
 * @param peer without a sign of life until a peer counts as dead; must exceed the longest pause of a JVM
 * @param handshake for a fresh socket to prove that it is a peer
 */
public record Timeouts(Duration connect, Duration peer, Duration handshake) {
    /** A shorter silence is none: threads are not scheduled that exactly. */
    public static final Duration SHORTEST_PEER = Duration.ofMillis(100);

    private static final Duration BEAT = Duration.ofSeconds(2);

    /** Refuses negative timeouts, and others that are too short to be kept; what is longer than a century becomes one. */
    public Timeouts {
        if (connect.isNegative()) {
            throw new IllegalArgumentException("connect timeout must not be negative: " + connect);
        }
        if (peer.compareTo(SHORTEST_PEER) < 0) {
            throw new IllegalArgumentException("peer timeout must be at least 100 ms: " + peer);
        }
        if (handshake.isNegative() || handshake.isZero()) {
            throw new IllegalArgumentException("handshake timeout must be positive: " + handshake);
        }
        connect = Century.atMost(connect);
        peer = Century.atMost(peer);
        handshake = Century.atMost(handshake);
    }

    /** With five seconds for the handshake. */
    public Timeouts(Duration connect, Duration peer) {
        this(connect, peer, Duration.ofSeconds(5));
    }

    /** How often a peer is pinged: every two seconds, more often where the peer timeout is below eight. */
    Duration beat() {
        Duration quarter = peer.dividedBy(4);
        return quarter.compareTo(BEAT) < 0 ? quarter : BEAT;
    }
}
