package io.waxwing.mesh;

import io.waxwing.time.Seconds;
import java.time.Duration;
import java.util.BitSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Says in one line whom a process waits for, when that changes and every ten seconds. For the I/O thread. */
final class StatusLine {
    private static final long REPEAT = Duration.ofSeconds(10).toNanos();

    private final Roster roster;
    private final MeshConfig config;
    private Set<String> unresolved = Set.of();
    private String last = "";
    private long lastAt;

    StatusLine(Roster roster, MeshConfig config) {
        this.roster = roster;
        this.config = config;
    }

    /** Hosts that are not dialled and whose names do not resolve; looked at for each line. */
    void unresolved(Set<String> hosts) {
        unresolved = hosts;
    }

    /** The next line; null if there is nothing new to say. */
    @Nullable
    String next(StartBarrier barrier, long now) {
        String line = "waiting for " + missing(barrier, "") + otherNames(barrier);
        if (line.equals(last) && now - lastAt < REPEAT) {
            return null;
        }
        last = line;
        lastAt = now;
        return line;
    }

    /** Why this process gives up. */
    MeshException gaveUp(StartBarrier barrier, Duration waited) {
        BitSet unlinked = barrier.unlinked();
        boolean names =
                !unlinked.isEmpty() && unlinked.stream().mapToObj(roster::peer).allMatch(this::isUnresolved);
        return new MeshException(
                names ? MeshException.Kind.RESOLVE : MeshException.Kind.CONNECT,
                "gave up after " + Seconds.of(waited.toNanos()) + " without "
                        + missing(barrier, "has not connected")
                        + otherNames(barrier)
                        + "; check that each process is started with these addresses and can be reached");
    }

    private String missing(StartBarrier barrier, String silence) {
        if (!barrier.complete()) {
            return barrier.unlinked().stream()
                    .mapToObj(process -> withTrouble(roster.peer(process), silence))
                    .collect(Collectors.joining(" and "));
        }
        if (config.processId() == 0) {
            return roster.name(barrier.unready()) + " to reach all others";
        }
        return roster.peer(0) + " to see all others";
    }

    private String withTrouble(Peer peer, String silence) {
        String trouble = peer.trouble();
        if (trouble.isEmpty()) {
            trouble = isUnresolved(peer) ? SocketErrors.UNKNOWN_NAME : silence;
        }
        return trouble.isEmpty() ? peer.toString() : peer + ": " + trouble;
    }

    private boolean isUnresolved(Peer peer) {
        return peer.unresolved()
                || (peer.trouble().isEmpty()
                        && unresolved.contains(peer.address().host()));
    }

    /** Names that do not resolve, of this process and of linked ones: it may be for them that others cannot come. */
    private String otherNames(StartBarrier barrier) {
        BitSet unlinked = barrier.unlinked();
        int me = config.processId();
        return IntStream.range(0, config.processes())
                .filter(process -> !unlinked.get(process))
                .filter(process ->
                        unresolved.contains(config.addresses().get(process).host()))
                .mapToObj(process -> "; "
                        + (process == me
                                ? "this process (" + config.addresses().get(me) + ")"
                                : roster.peer(process).toString())
                        + ": " + SocketErrors.UNKNOWN_NAME)
                .collect(Collectors.joining());
    }
}
