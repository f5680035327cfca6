package io.waxwing.mesh;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Dials one peer until it answers: resolves its name anew for each try, off the I/O thread, goes through all addresses the
 * name has, waits a little, starts over. One try at a time. For the I/O thread.
 */
final class Dialer {
    private final Peer peer;
    private final Way way;
    private final Backoff backoff;
    private boolean stopped;

    /**
     * By what a peer is dialled.
     *
     * @param resolver runs what may block
     * @param greeting what speaks first on a fresh link
     */
    record Way(
            Transport transport,
            Loop loop,
            Executor resolver,
            Function<Dialer, ChannelInitializer<Channel>> greeting) {}

    Dialer(Peer peer, Way way, Backoff backoff) {
        this.peer = peer;
        this.way = way;
        this.backoff = backoff;
    }

    Peer peer() {
        return peer;
    }

    /** Starts a try. */
    void dial() {
        if (!stopped) {
            way.resolver.execute(this::resolve);
        }
    }

    /** The try, or the link it led to, has come to nothing. */
    void failed(String cause) {
        retry(cause, false);
    }

    /** The try has led to a link. */
    void succeeded() {
        backoff.reset();
    }

    /** No more tries. */
    void stop() {
        stopped = true;
    }

    private void resolve() {
        try {
            List<InetAddress> found =
                    List.of(InetAddress.getAllByName(peer.address().host()));
            way.loop.run(() -> connect(found, 0));
        } catch (UnknownHostException e) {
            way.loop.run(() -> retry(SocketErrors.describe(e), true));
        }
    }

    private void connect(List<InetAddress> found, int index) {
        if (stopped) {
            return;
        }
        var target = new InetSocketAddress(found.get(index), peer.address().port());
        ChannelFuture connecting =
                way.transport.dialer(way.greeting.apply(this)).connect(target);
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                return; // the greeting speaks from here on
            }
            if (index + 1 < found.size()) {
                connect(found, index + 1);
            } else {
                failed(SocketErrors.describe(done.cause()));
            }
        });
    }

    private void retry(String cause, boolean nameUnknown) {
        if (!stopped) {
            peer.troubled(cause, nameUnknown);
            way.loop.after(Duration.ofMillis(backoff.next()), this::dial);
        }
    }
}
