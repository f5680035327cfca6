package io.waxwing.mesh;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Keeps the accepted sockets that have not yet proved to be peers down to a number. When one too many comes, the one that has
 * waited longest goes: a peer needs milliseconds to prove itself, so those that linger are the ones to lose. For the I/O thread.
 */
final class Doorkeeper {
    private final int most;
    private final Set<Link> strangers = new LinkedHashSet<>();

    Doorkeeper(int most) {
        this.most = most;
    }

    /** A socket was accepted. */
    void enter(Link link) {
        strangers.add(link);
        if (strangers.size() > most) {
            Iterator<Link> oldest = strangers.iterator();
            Link loser = oldest.next();
            oldest.remove();
            loser.end("too many sockets at the door");
        }
    }

    /** A socket has ended or proved itself. */
    void leave(Link link) {
        strangers.remove(link);
    }

    /** Ends all that are left. */
    void clear() {
        for (Link link : Set.copyOf(strangers)) {
            link.end("closing");
        }
    }
}
