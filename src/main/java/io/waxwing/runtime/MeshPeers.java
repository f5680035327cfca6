package io.waxwing.runtime;

import io.waxwing.exchange.Courier;
import io.waxwing.exchange.Message;
import io.waxwing.exchange.WireFormat;
import io.waxwing.mesh.Address;
import io.waxwing.mesh.FlowIdentity;
import io.waxwing.mesh.Mesh;
import io.waxwing.mesh.MeshConfig;
import io.waxwing.mesh.MeshException;
import io.waxwing.mesh.MeshListener;
import io.waxwing.mesh.MeshSocket;
import io.waxwing.mesh.PeerFailure;
import io.waxwing.mesh.Timeouts;
import io.waxwing.plan.Plan;
import io.waxwing.serde.TypePolicy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The other processes, over the mesh. */
final class MeshPeers implements Peers, Courier {
    private final List<Mailbox> mailboxes;
    private final MeshConfig config;
    private final TypePolicy policy;
    private final Mesh mesh;
    private final AtomicBoolean aborted = new AtomicBoolean();

    private MeshPeers(List<Mailbox> mailboxes, MeshConfig config, TypePolicy policy, Mesh mesh) {
        this.mailboxes = mailboxes;
        this.config = config;
        this.policy = policy;
        this.mesh = mesh;
    }

    /** Joins the cluster; returns when all processes are linked. */
    static MeshPeers join(
            Plan plan,
            RunConfig run,
            ClusterConfig cluster,
            TypePolicy policy,
            List<Mailbox> mailboxes,
            Failures failures,
            Consumer<Message.Store> stores)
            throws InterruptedException {
        List<Address> addresses = Address.parseAll(cluster.addresses());
        var identity = new FlowIdentity(
                plan.flowId(), plan.structure(), plan.exchanges().size(), run.recovery() != null);
        var timeouts = new Timeouts(cluster.connectTimeout(), cluster.peerTimeout());
        var config = new MeshConfig(
                cluster.processId(),
                addresses,
                run.workers(),
                identity,
                timeouts,
                MeshConfig.MAX_FRAME,
                cluster.security());
        var listener = new Listener(mailboxes, config, failures, stores);
        MeshSocket bound = cluster.socket();
        try {
            MeshSocket socket = bound == null ? MeshSocket.bind(addresses.get(cluster.processId())) : bound;
            return new MeshPeers(mailboxes, config, policy, socket.join(config, listener, run.status()));
        } catch (MeshException e) {
            throw failure(e);
        }
    }

    private static FlowException failure(MeshException e) {
        FlowException.Kind kind =
                switch (e.kind()) {
                    case BIND, RESOLVE, CONNECT -> FlowException.Kind.CONNECT;
                    case MISMATCH, DUPLICATE, AUTHENTICATION -> FlowException.Kind.MISMATCH;
                    case LOST -> FlowException.Kind.PEER;
                };
        return new FlowException(kind, String.valueOf(e.getMessage()), e);
    }

    /** Puts what peers say into the mailboxes; on the I/O thread. */
    private record Listener(
            List<Mailbox> mailboxes, MeshConfig config, Failures failures, Consumer<Message.Store> stores)
            implements MeshListener {
        @Override
        public void onMessage(int toWorker, Message message) {
            if (message instanceof Message.Store store) {
                stores.accept(store);
                return;
            }
            mailboxes
                    .get(toWorker - config.processId() * config.workersPerProcess())
                    .offer(message);
        }

        @Override
        public void onPeerFailure(PeerFailure failure) {
            failures.trip(FlowException.of(failure));
            Mailbox.wakeAll(mailboxes);
        }

        @Override
        public void onOutOfMemory(OutOfMemoryError error) {
            FlowException failure;
            try {
                failure = Failures.ofMesh(error);
            } catch (Throwable e) {
                failure = failures.undescribed(error, e);
            }
            failures.trip(failure);
            Mailbox.wakeAll(mailboxes);
        }
    }

    @Override
    public Courier courier() {
        return this;
    }

    @Override
    public WireFormat wireFormat() {
        return new KryoWireFormat(policy, config.maxPayload());
    }

    @Override
    public int workers() {
        return config.processes() * config.workersPerProcess();
    }

    @Override
    public boolean isRemote(int worker) {
        return config.processOf(worker) != config.processId();
    }

    @Override
    public void send(int toWorker, Message message) {
        if (isRemote(toWorker)) {
            mesh.send(toWorker, message);
        } else {
            mailboxes
                    .get(toWorker - config.processId() * config.workersPerProcess())
                    .offer(message);
        }
    }

    @Override
    public int process() {
        return config.processId();
    }

    @Override
    public int processes() {
        return config.processes();
    }

    @Override
    public String generation() {
        return mesh.generation();
    }

    @Override
    public void send(int toProcess, Message.Store message) {
        mesh.send(toProcess * config.workersPerProcess(), message);
    }

    @Override
    public void abort(FlowException cause) {
        if (aborted.compareAndSet(false, true)) {
            if (cause.isOutputClosed()) {
                mesh.outputClosed(cause.passedOn());
            } else {
                mesh.abort(cause.passedOn());
            }
        }
    }

    @Override
    public void goodbye() throws InterruptedException {
        try {
            mesh.goodbye();
        } catch (MeshException e) {
            throw failure(e);
        }
    }

    @Override
    public void close() {
        mesh.close();
    }
}
