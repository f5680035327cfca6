package io.waxwing.mesh;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which hosts of the address list have a name that does not resolve here. A dialler finds out about those that it dials; this looks
 * up the others, this process's own among them, so that a misspelt name is called one wherever it is waited for. A name may
 * only come to be known later: it is looked up again, as often as a dialler does, until it resolves. For the I/O thread.
 */
final class HostNames {
    private final Loop loop;
    private final Executor resolver;
    private final Set<String> unresolved = new TreeSet<>();
    private boolean stopped;

    /** With what runs look-ups, which may block. */
    HostNames(Loop loop, Executor resolver) {
        this.loop = loop;
        this.resolver = resolver;
    }

    /** Begins to look up some names, each once however often it is there. */
    void begin(Collection<String> hosts) {
        for (String host : Set.copyOf(hosts)) {
            if (!NetUtil.isValidIpV4Address(host) && !NetUtil.isValidIpV6Address(host)) { // else nothing to look up
                lookUp(host, new Backoff(ThreadLocalRandom.current()));
            }
        }
    }

    /** No more look-ups. */
    void stop() {
        stopped = true;
    }

    /** The names that did not resolve when they were looked up last. */
    Set<String> unresolved() {
        return unresolved;
    }

    private void lookUp(String host, Backoff backoff) {
        if (!stopped) {
            resolver.execute(() -> resolve(host, backoff));
        }
    }

    private void resolve(String host, Backoff backoff) {
        try {
            InetAddress unused = InetAddress.getByName(host);
            loop.run(() -> unresolved.remove(host));
        } catch (UnknownHostException e) {
            loop.run(() -> {
                unresolved.add(host);
                loop.after(Duration.ofMillis(backoff.next()), () -> lookUp(host, backoff));
            });
        }
    }
}
