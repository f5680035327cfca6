package io.waxwing.mesh;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/** Puts together what forms a mesh, and waits for it on the thread that joins. */
final class Joining {
    private final MeshConfig config;
    private final MeshSocket socket;
    private final Roster roster;
    private final FrameEncoder encoder;
    private final Membership members;
    private final Formation formation;
    private final Doorkeeper strangers;
    private final BlockingQueue<JoinEvent> events = new LinkedBlockingQueue<>();
    private final ExecutorService resolver = Executors.newCachedThreadPool(Joining::resolverThread);

    Joining(MeshConfig config, MeshSocket socket, MeshListener listener) {
        Loop loop = socket.loop();
        this.config = config;
        this.socket = socket;
        this.roster = new Roster(config);
        this.encoder = new FrameEncoder(PooledByteBufAllocator.DEFAULT, config.maxFrame());
        this.members = new Membership(config, roster, loop, encoder, listener);
        this.formation = new Formation(config, roster, members, loop, encoder, events);
        this.strangers = new Doorkeeper(2 * config.processes() + 8);
    }

    /** Dials and accepts; on the I/O thread. */
    void begin() {
        socket.loop().onCrash(bug -> {
            PeerFailure crash = members.onCrash(bug);
            events.add(new JoinEvent.Failed(new MeshException(MeshException.Kind.LOST, crash.toString())));
        });
        members.begin();
        formation.begin(dialers(), names());
    }

    /** A socket was accepted; on the I/O thread. */
    void accept(Channel accepted) {
        MeshTls tls = config.security().tls();
        if (tls != null) {
            accepted.pipeline()
                    .addLast(tls.accepting(accepted, config.timeouts().handshake()));
        }
        greet(accepted, new Greeting(formation, strangers, null));
    }

    /** Waits until all have come; on the thread that joins. */
    Mesh await(Consumer<String> status) throws MeshException, InterruptedException {
        try {
            while (true) {
                JoinEvent event = events.take();
                if (event instanceof JoinEvent.Formed formed) {
                    return new Mesh(config, socket, members, roster, encoder, formed.generation());
                }
                if (event instanceof JoinEvent.Failed failed) {
                    throw failed.cause();
                }
                status.accept(((JoinEvent.Status) event).line());
            }
        } finally {
            // behind the end of dialling, which is on the I/O thread
            socket.loop().run(resolver::shutdownNow, resolver::shutdownNow);
        }
    }

    /** Ends whatever there is, without a word; on the I/O thread. */
    void close() {
        formation.cancel();
        members.close();
        strangers.clear();
    }

    /** The I/O thread has ended; nothing else will happen. Any thread. */
    void closed() {
        events.add(new JoinEvent.Failed(Formation.closedMeanwhile()));
    }

    private List<Dialer> dialers() {
        Function<Dialer, ChannelInitializer<Channel>> greeting = dialer -> new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel dialled) {
                socket.transport().track(dialled);
                MeshTls tls = config.security().tls();
                if (tls != null) {
                    Address peer = dialer.peer().address();
                    dialled.pipeline()
                            .addLast(
                                    tls.dialing(dialled, peer, config.timeouts().handshake()));
                }
                greet(dialled, new Greeting(formation, strangers, dialer));
            }
        };
        var way = new Dialer.Way(socket.transport(), socket.loop(), resolver, greeting);
        return roster.peers().stream()
                .filter(peer -> peer.process() < config.processId())
                .map(peer -> new Dialer(peer, way, new Backoff(ThreadLocalRandom.current())))
                .toList();
    }

    /** Of the processes that are not dialled, this one included. */
    private HostNames names() {
        var names = new HostNames(socket.loop(), resolver);
        names.begin(config.addresses().stream()
                .skip(config.processId())
                .map(Address::host)
                .toList());
        return names;
    }

    private void greet(Channel fresh, Greeting greeting) {
        var timeout = config.timeouts().peer();
        socket.transport().limitUnacknowledged(fresh, timeout.plus(timeout.dividedBy(4)));
        var heartbeat = new Heartbeat(timeout.toNanos(), System.nanoTime());
        fresh.pipeline().addLast(new Link(fresh, socket.loop(), heartbeat, greeting));
    }

    private static Thread resolverThread(Runnable task) {
        var thread = new Thread(task, "waxwing-mesh-resolver");
        thread.setDaemon(true);
        return thread;
    }
}
