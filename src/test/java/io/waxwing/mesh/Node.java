package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.waxwing.exchange.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** One process of a cluster on loopback, in this JVM: it joins on a thread of its own and keeps what it hears. */
final class Node implements MeshListener, AutoCloseable {
    static final FlowIdentity FLOW = new FlowIdentity("flow", "hash", 4, false);
    static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(10));
    static final long PATIENCE_SECONDS = 20;

    final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    final CompletableFuture<PeerFailure> failure = new CompletableFuture<>();
    final CompletableFuture<OutOfMemoryError> outOfMemory = new CompletableFuture<>();
    final BlockingQueue<String> status = new LinkedBlockingQueue<>();
    volatile Consumer<Message> onEveryMessage = message -> {};
    private final MeshSocket socket;
    private final CompletableFuture<Mesh> joined = new CompletableFuture<>();

    private Node(MeshSocket socket) {
        this.socket = socket;
    }

    static Node bind() throws MeshException {
        return bind(0);
    }

    static Node bind(int port) throws MeshException {
        return new Node(MeshSocket.bind(new Address("127.0.0.1", port)));
    }

    /** With or without native epoll. */
    static Node bind(boolean epoll) throws MeshException {
        return new Node(MeshSocket.bind(new Address("127.0.0.1", 0), Transport.open(epoll)));
    }

    static List<Node> bind(List<Integer> ports) throws MeshException {
        var nodes = new java.util.ArrayList<Node>();
        try {
            for (int port : ports) {
                nodes.add(bind(port));
            }
            return nodes;
        } catch (MeshException e) {
            closeAll(nodes);
            throw e;
        }
    }

    static List<Node> bindAll(int count) throws MeshException {
        return bind(java.util.Collections.nCopies(count, 0));
    }

    /** Binds and joins so many nodes. */
    static List<Node> cluster(int count, Timeouts timeouts) throws Exception {
        List<Node> nodes = bindAll(count);
        List<Address> addresses = addresses(nodes);
        for (int i = 0; i < count; i++) {
            nodes.get(i).join(config(i, addresses, timeouts));
        }
        for (Node node : nodes) {
            node.mesh();
        }
        return nodes;
    }

    static List<Address> addresses(List<Node> nodes) {
        return nodes.stream().map(Node::address).toList();
    }

    static MeshConfig config(int process, List<Address> addresses, Timeouts timeouts) {
        return new MeshConfig(process, addresses, 2, FLOW, timeouts, MeshConfig.MAX_FRAME, MeshSecurity.NONE);
    }

    static void closeAll(List<Node> nodes) {
        nodes.forEach(Node::close);
    }

    Address address() {
        return new Address("127.0.0.1", socket.port());
    }

    Node join(MeshConfig config) {
        var thread = new Thread(
                () -> {
                    try {
                        joined.complete(socket.join(config, this, status::add));
                    } catch (MeshException | InterruptedException | RuntimeException e) {
                        joined.completeExceptionally(e);
                    }
                },
                "test-join-" + config.processId());
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /** Runs a task on the I/O thread, once it waits for others. */
    void onIoThread(Runnable task) {
        while (status.isEmpty()) {
            Thread.onSpinWait();
        }
        socket.loop().run(task);
    }

    Mesh mesh() throws Exception {
        return joined.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Why joining failed. */
    MeshException refusal() throws Exception {
        try {
            joined.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(MeshException.class);
            return (MeshException) e.getCause();
        }
        throw new AssertionError("joined");
    }

    boolean joins(Duration within) throws Exception {
        try {
            joined.get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    Message message() throws InterruptedException {
        Message message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(message).as("message").isNotNull();
        return message;
    }

    PeerFailure failure() throws Exception {
        return failure.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Says goodbye on a thread of its own. */
    CompletableFuture<Void> goodbye() throws Exception {
        Mesh mesh = mesh();
        return CompletableFuture.runAsync(() -> {
            try {
                mesh.goodbye();
            } catch (MeshException | InterruptedException e) {
                throw new java.util.concurrent.CompletionException(e);
            }
        });
    }

    static void goodbyes(List<Node> nodes) throws Exception {
        var leaving = new java.util.ArrayList<CompletableFuture<Void>>();
        for (Node node : nodes) {
            leaving.add(node.goodbye());
        }
        for (CompletableFuture<Void> each : leaving) {
            each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** A listener that does not care. */
    static final class Deaf implements MeshListener {
        @Override
        public void onMessage(int toWorker, Message message) {}

        @Override
        public void onPeerFailure(PeerFailure failure) {}

        @Override
        public void onOutOfMemory(OutOfMemoryError error) {}
    }

    @Override
    public void onMessage(int toWorker, Message message) {
        onEveryMessage.accept(message);
        messages.add(message);
    }

    @Override
    public void onPeerFailure(PeerFailure peerFailure) {
        if (!failure.complete(peerFailure)) {
            throw new AssertionError("told twice");
        }
    }

    @Override
    public void onOutOfMemory(OutOfMemoryError error) {
        outOfMemory.complete(error);
    }

    @Override
    public void close() {
        socket.close();
    }

    static List<Integer> range(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
