package io.waxwing.mesh;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
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
    private final Channel channel;
    private final Loop loop;
    /** What to do with a socket that was accepted. Set by {@link #join} before the first is. */
    private final Door door;

    private MeshSocket(Transport transport, Channel channel, Door door) {
        this.transport = transport;
        this.channel = channel;
        this.loop = new Loop(transport.loop(), bug -> LOG.error("the I/O thread failed", bug));
        this.door = door;
    }

    /** Where accepted sockets go; on the I/O thread. */
    private static final class Door extends ChannelInitializer<Channel> {
        private volatile @Nullable Consumer<Channel> host;

        @Override
        public boolean isSharable() {
            return true;
        }

        @Override
        protected void initChannel(Channel accepted) {
            Consumer<Channel> current = host;
            if (current == null) {
                ChannelFuture unused = accepted.close();
            } else {
                current.accept(accepted);
            }
        }
    }

    /**
     * Listens. On the address that the host's name stands for if it is one of this machine's; else, as behind a translated
     * address or where the name does not resolve yet, on all addresses.
     *
     * @param own port 0: any free one
     * @throws MeshException ({@link MeshException.Kind#BIND}) if the port is taken or not allowed
     */
    public static MeshSocket bind(Address own) throws MeshException {
        Transport transport = Transport.open();
        var door = new Door();
        var binding = transport.listener(door).bind(local(own)).awaitUninterruptibly();
        if (!binding.isSuccess()) {
            transport.close();
            throw new MeshException(
                    MeshException.Kind.BIND,
                    "cannot listen on " + own + ": " + SocketErrors.describe(binding.cause())
                            + "; end the process that holds it, or give this one another port");
        }
        return new MeshSocket(transport, binding.channel(), door);
    }

    private static InetSocketAddress local(Address own) {
        try {
            InetAddress named = InetAddress.getByName(own.host());
            if (named.isAnyLocalAddress()
                    || named.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(named) != null) {
                return new InetSocketAddress(named, own.port());
            }
        } catch (UnknownHostException | java.net.SocketException e) {
            return new InetSocketAddress(own.port());
        }
        return new InetSocketAddress(own.port());
    }

    /** The port it is bound to. */
    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /**
     * Dials and accepts until every process of the cluster is linked with every other and all know it: nobody processes items
     * in a mesh that is only half there. Blocks the caller. Once per socket; if it fails, the socket is closed.
     *
     * @param listener hears messages from here on, maybe before this returns
     * @param status takes lines that say whom this process waits for; called on the caller's thread
     * @throws MeshException if peers are missing after the connect timeout, or do not belong to this cluster
     */
    public Mesh join(MeshConfig config, MeshListener listener, Consumer<String> status)
            throws MeshException, InterruptedException {
        var events = new LinkedBlockingQueue<JoinEvent>();
        var encoder = new FrameEncoder(PooledByteBufAllocator.DEFAULT, config.maxFrame());
        var roster = new Roster(config);
        var members = new Membership(config, roster, loop, encoder, listener);
        var formation = new Formation(config, roster, members, loop, encoder, events);
        var strangers = new Doorkeeper(2 * config.processes() + 8);
        ExecutorService resolver = Executors.newCachedThreadPool(MeshSocket::resolverThread);
        boolean formed = false;
        try {
            loop.run(() -> {
                members.begin();
                door.host = accepted -> greet(accepted, config, new Greeting(formation, strangers, null));
                ChannelConfig unused = channel.config().setAutoRead(true);
                formation.begin(dialers(config, roster, formation, strangers, resolver));
            });
            Nonce generation = await(events, status);
            formed = true;
            return new Mesh(config, this, members, roster, encoder, generation);
        } finally {
            resolver.shutdownNow();
            if (!formed) {
                loop.run(() -> {
                    formation.cancel();
                    members.close();
                    strangers.clear();
                });
                close();
            }
        }
    }

    private static Nonce await(LinkedBlockingQueue<JoinEvent> events, Consumer<String> status)
            throws MeshException, InterruptedException {
        while (true) {
            JoinEvent event = events.take();
            if (event instanceof JoinEvent.Formed formed) {
                return formed.generation();
            }
            if (event instanceof JoinEvent.Failed failed) {
                throw failed.cause();
            }
            status.accept(((JoinEvent.Status) event).line());
        }
    }

    private List<Dialer> dialers(
            MeshConfig config, Roster roster, Formation formation, Doorkeeper strangers, ExecutorService resolver) {
        Function<Dialer, ChannelInitializer<Channel>> greeting = dialer -> new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel dialled) {
                greet(dialled, config, new Greeting(formation, strangers, dialer));
            }
        };
        return roster.peers().stream()
                .filter(peer -> peer.process() < config.processId())
                .map(peer ->
                        new Dialer(peer, transport, loop, resolver, new Backoff(ThreadLocalRandom.current()), greeting))
                .toList();
    }

    private void greet(Channel fresh, MeshConfig config, Greeting greeting) {
        var timeout = config.timeouts().peer();
        transport.limitUnacknowledged(fresh, timeout.toMillis());
        fresh.pipeline().addLast(new Link(fresh, loop, new Heartbeat(timeout.toNanos(), System.nanoTime()), greeting));
    }

    private static Thread resolverThread(Runnable task) {
        var thread = new Thread(task, "waxwing-mesh-resolver");
        thread.setDaemon(true);
        return thread;
    }

    Loop loop() {
        return loop;
    }

    /** Stops listening and ends the I/O thread, with all links. Any thread; again does nothing. */
    @Override
    public void close() {
        transport.close();
    }
}
