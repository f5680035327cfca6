package io.waxwing.runtime;

import io.waxwing.mesh.Address;
import io.waxwing.mesh.MeshException;
import io.waxwing.mesh.MeshSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Clusters on loopback whose processes all run in this JVM. */
final class LoopbackCluster {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration PEER_TIMEOUT = Duration.ofSeconds(10);

    private LoopbackCluster() {}

    /** The places of so many processes, each with a socket that is bound already. */
    static List<ClusterConfig> places(int processes) throws MeshException {
        List<MeshSocket> sockets = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        for (int process = 0; process < processes; process++) {
            MeshSocket socket = MeshSocket.bind(new Address("127.0.0.1", 0));
            sockets.add(socket);
            addresses.add("127.0.0.1:" + socket.port());
        }
        return IntStream.range(0, processes)
                .mapToObj(process ->
                        new ClusterConfig(process, addresses, CONNECT_TIMEOUT, PEER_TIMEOUT, sockets.get(process)))
                .toList();
    }
}
