package io.waxwing.mesh;

import java.time.Duration;
import java.util.BitSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in one line whom a process waits for, when that changes and every ten seconds. For the I/O thread. */
final class StatusLine {
    private static final long REPEAT = Duration.ofSeconds(10).toNanos();

    private final Roster roster;
    private final MeshConfig config;
    private String last = "";
    private long lastAt;

    StatusLine(Roster roster, MeshConfig config) {
        this.roster = roster;
        this.config = config;
    }

    /** The next line; null if there is nothing new to say. */
    @Nullable
    String next(StartBarrier barrier, long now) {
        String line = "waiting for " + missing(barrier, "");
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
        boolean names = !unlinked.isEmpty()
                && unlinked.stream().allMatch(process -> roster.peer(process).unresolved());
        return new MeshException(
                names ? MeshException.Kind.RESOLVE : MeshException.Kind.CONNECT,
                "gave up after " + Heartbeat.seconds(waited.toNanos()) + " without "
                        + missing(barrier, "has not connected")
                        + "; check that each process is started with these addresses and can be reached");
    }

    private String missing(StartBarrier barrier, String silence) {
        if (!barrier.complete()) {
            return barrier.unlinked().stream()
                    .mapToObj(process -> withTrouble(roster.peer(process), silence))
                    .collect(Collectors.joining(" and "));
        }
        if (config.processId() == 0) {
            return barrier.unready().stream()
                            .mapToObj(process -> roster.peer(process).toString())
                            .collect(Collectors.joining(" and "))
                    + " to reach all others";
        }
        return roster.peer(0) + " to see all others";
    }

    private static String withTrouble(Peer peer, String silence) {
        String trouble = peer.trouble().isEmpty() ? silence : peer.trouble();
        return trouble.isEmpty() ? peer.toString() : peer + ": " + trouble;
    }
}
