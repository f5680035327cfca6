package io.waxwing.mesh;

import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bound, listening socket, from before the addresses of the cluster are known (so that port 0 can be bound and told) to the
 * end of the run: a process that comes too late or under a taken id is told so.
 */
public final class MeshSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MeshSocket.class);

    private final Transport transport;
    private final Loop loop;
    private final Channel channel;
    /** Set once by the thread that joins, before the first socket is accepted; read by the I/O thread. */
    private final AtomicReference<@Nullable Joining> joining;

    private MeshSocket(Transport transport, Loop loop, Channel channel, AtomicReference<@Nullable Joining> joining) {
        this.transport = transport;
        this.loop = loop;
        this.channel = channel;
        this.joining = joining;
    }

    /**
     * Listens. On the address that the host's name stands for if it is one of this machine's; else, as behind a translated
     * address or where the name does not resolve yet, on all addresses.
     *
     * @param own port 0: any free one
     * @throws MeshException ({@link MeshException.Kind#BIND}) if the port is taken or not allowed
     */
    public static MeshSocket bind(Address own) throws MeshException {
        return bind(own, Transport.open());
    }

    static MeshSocket bind(Address own, Transport transport) throws MeshException {
        var joining = new AtomicReference<@Nullable Joining>();
        var binding = transport
                .listener(door(transport, joining))
                .bind(BindAddress.of(own))
                .awaitUninterruptibly();
        if (!binding.isSuccess()) {
            transport.close();
            throw new MeshException(
                    MeshException.Kind.BIND,
                    "cannot listen on " + own + ": " + SocketErrors.describe(binding.cause())
                            + "; end the process that holds it, or give this one another port");
        }
        transport.track(binding.channel());
        var loop = new Loop(transport.loop(), bug -> LOG.error("the I/O thread failed", bug));
        return new MeshSocket(transport, loop, binding.channel(), joining);
    }

    private static ChannelInitializer<Channel> door(Transport transport, AtomicReference<@Nullable Joining> joining) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel accepted) {
                transport.track(accepted);
                Joining host = joining.get();
                if (host == null) {
                    ChannelFuture unused = accepted.close();
                } else {
                    host.accept(accepted);
                }
            }
        };
    }

    /** The port it is bound to. */
    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /**
     * Dials and accepts until every process of the cluster is linked with every other and all know it: nobody processes items
     * in a mesh that is only half there. Blocks the caller. Once per socket; if it fails or is interrupted, the socket is closed.
     *
     * @param listener hears messages from here on, maybe before this returns
     * @param status takes lines that say whom this process waits for; called on the caller's thread
     * @throws MeshException if peers are missing after the connect timeout, or do not belong to this cluster
     */
    public Mesh join(MeshConfig config, MeshListener listener, Consumer<String> status)
            throws MeshException, InterruptedException {
        boolean joined = false;
        try {
            var attempt = new Joining(config, this, listener);
            if (!joining.compareAndSet(null, attempt)) {
                throw new IllegalStateException("a socket joins once");
            }
            loop.run(
                    () -> {
                        attempt.begin();
                        ChannelConfig unused = channel.config().setAutoRead(true);
                    },
                    attempt::closed);
            Mesh mesh = attempt.await(status);
            joined = true;
            return mesh;
        } finally {
            if (!joined) {
                close();
            }
        }
    }

    Transport transport() {
        return transport;
    }

    Loop loop() {
        return loop;
    }

    /** Stops listening, ends all links without a word, and the I/O thread. Any thread; again does nothing. */
    @Override
    public void close() {
        Joining current = joining.get();
        if (current != null) {
            loop.run(current::close);
        }
        transport.close();
    }
}
