package io.waxwing.runtime;

import io.waxwing.mesh.Address;
import io.waxwing.mesh.MeshSecurity;
import io.waxwing.mesh.MeshSocket;
import io.waxwing.mesh.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * This process's place in a cluster.
 *
 * @param processId place in the address list, from 0
 * @param addresses {@code host:port} of all processes, this one included, the same list everywhere
 * @param connectTimeout how long to wait for the others at the start; not negative; zero: for ever
 * @param peerTimeout how long a peer may be silent, at least 100 ms
 * @param socket bound already to this process's address, closed by the run; null: it is bound at the start
 * @param security by what the processes know each other
 */
public record ClusterConfig(
        int processId,
        List<String> addresses,
        Duration connectTimeout,
        Duration peerTimeout,
        @Nullable MeshSocket socket,
        MeshSecurity security) {
    /** How long the others are waited for unless told: a minute. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(60);

    /** How long a peer may be silent unless told: ten seconds. */
    public static final Duration PEER_TIMEOUT = Duration.ofSeconds(10);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the id is no place in the list, an address is malformed or there twice, or a timeout is out of range
     */
    public ClusterConfig {
        addresses = List.copyOf(addresses);
        Address.parseAll(addresses); // refuses what is none, or there twice
        Objects.requireNonNull(security, "security");
        if (processId < 0 || processId >= addresses.size()) {
            throw new IllegalArgumentException(
                    "process id " + processId + " is not a place in the list of " + addresses.size() + " addresses");
        }
        Timeouts checked = new Timeouts(connectTimeout, peerTimeout);
        connectTimeout = checked.connect();
        peerTimeout = checked.peer();
    }

    /** Without token and TLS. */
    public ClusterConfig(
            int processId,
            List<String> addresses,
            Duration connectTimeout,
            Duration peerTimeout,
            @Nullable MeshSocket socket) {
        this(processId, addresses, connectTimeout, peerTimeout, socket, MeshSecurity.NONE);
    }

    /** With the usual timeouts: 60 s and 10 s. */
    public static ClusterConfig of(int processId, List<String> addresses) {
        return new ClusterConfig(processId, addresses, CONNECT_TIMEOUT, PEER_TIMEOUT, null);
    }
}
