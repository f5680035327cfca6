package io.waxwing.mesh;

import io.netty.util.concurrent.PromiseCombiner;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All peers by process id; this process is not one of them. For the I/O thread. */
final class Roster {
    private final List<@Nullable Peer> byProcess = new ArrayList<>();

    Roster(MeshConfig config) {
        for (int process = 0; process < config.processes(); process++) {
            Address address = config.addresses().get(process);
            byProcess.add(process == config.processId() ? null : new Peer(process, address));
        }
    }

    /** The peers, by ascending id. */
    List<Peer> peers() {
        return byProcess.stream().filter(Objects::nonNull).toList();
    }

    /** A peer; {@code process} is neither this one nor out of range. */
    Peer peer(int process) {
        return Objects.requireNonNull(byProcess.get(process));
    }

    /** The links there are. */
    List<Link> links() {
        return peers().stream().map(Peer::link).filter(Objects::nonNull).toList();
    }

    /** Names peers in words: "process 1 (a:1) and process 2 (b:2)". */
    String name(BitSet processes) {
        return processes.stream().mapToObj(process -> peer(process).toString()).collect(Collectors.joining(" and "));
    }

    /** Runs an action once links are closed, at once if there are none. */
    static void whenClosed(List<Link> links, Loop loop, Runnable then) {
        var closing = new PromiseCombiner(loop.eventLoop());
        links.forEach(link -> closing.add(link.channel().closeFuture()));
        closing.finish(loop.eventLoop().<Void>newPromise().addListener(done -> then.run()));
    }
}
