package io.waxwing.mesh;

import io.netty.buffer.ByteBuf;
import io.waxwing.exchange.Message;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The links of this process with all others, while the cluster runs. Ends in one of three ways: {@link #goodbye} when all
 * workers are done, {@link #abort} when this process or a peer has failed, {@link #close} without a word, which the peers take
 * for a failure.
 */
public final class Mesh implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Mesh.class);
    private static final long ABORT_MILLIS = 400;

    private final MeshConfig config;
    private final MeshSocket socket;
    private final Membership members;
    private final FrameEncoder encoder;
    /** By process; null for this one. Fixed by the I/O thread before it tells that the cluster has started. */
    private final @Nullable LinkWriter[] outs;

    private final Nonce generation;

    Mesh(
            MeshConfig config,
            MeshSocket socket,
            Membership members,
            Roster roster,
            FrameEncoder encoder,
            Nonce generation) {
        this.config = config;
        this.socket = socket;
        this.members = members;
        this.encoder = encoder;
        this.generation = generation;
        this.outs = new LinkWriter[config.processes()];
        for (Peer peer : roster.peers()) {
            Link link = peer.link();
            outs[peer.process()] = link == null ? null : link.out();
        }
    }

    /**
     * Sends a message to a worker of another process. Any thread; never blocks. Messages of one thread to one worker arrive in
     * order, each in its lane. After a failure or the end, messages go nowhere.
     *
     * @param toWorker index over the cluster
     * @throws IllegalArgumentException if the message is larger than the largest frame, or is a batch that is not serialised
     */
    public void send(int toWorker, Message message) {
        int process = config.processOf(toWorker);
        assert process != config.processId() : "worker " + toWorker + " lives in this process";
        ByteBuf frame = MessageCodec.encode(encoder, toWorker, message);
        LinkWriter out = outs[process];
        if (out == null) {
            frame.release();
        } else if (message instanceof Message.InBand || (message instanceof Message.Store store && store.bulk())) {
            out.sendInBand(frame);
        } else {
            out.sendControl(frame);
        }
    }

    /**
     * Tells all peers that this process fails, and why, and closes. Best effort: peers are given 200 ms to take it, the call
     * lasts up to 400 ms, and until all is closed up to 3 s more may pass; what else waits to be sent is dropped. Any thread; on the I/O
     * thread it does not wait.
     *
     * @param cause one line; the peers' {@link MeshListener#onPeerFailure} gets it
     */
    public void abort(String cause) {
        abort(FrameType.ABORT, cause);
    }

    /** The same where no more is wrong than that the reader of this process's output, or of a peer's, has gone away. */
    public void outputClosed(String cause) {
        abort(FrameType.OUTPUT_CLOSED, cause);
    }

    private void abort(FrameType type, String cause) {
        Loop loop = socket.loop();
        if (loop.isHere()) {
            members.abort(type, cause, socket::close);
            return;
        }
        var told = new CountDownLatch(1);
        loop.run(() -> members.abort(type, cause, told::countDown), told::countDown);
        try {
            boolean inTime = told.await(ABORT_MILLIS, TimeUnit.MILLISECONDS);
            LOG.debug("aborted: {}", inTime ? "all links closed" : "some links closed by force");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        socket.close();
    }

    /**
     * Leaves in good order: says goodbye behind all that was sent, closes this direction of each link, listens until all peers
     * have done the same, and closes. Waits as long as peers that are not done yet give signs of life; a peer that has said
     * goodbye has the peer timeout to close its end. Not on the I/O thread. Nothing may be sent after it.
     *
     * @throws MeshException ({@link MeshException.Kind#LOST}) if a peer went away or failed before its goodbye
     */
    public void goodbye() throws MeshException, InterruptedException {
        assert !socket.loop().isHere() : "goodbye on the I/O thread would wait for itself";
        var parted = new CompletableFuture<Void>();
        socket.loop()
                .run(
                        () -> members.goodbye(parted),
                        () -> parted.completeExceptionally(
                                new MeshException(MeshException.Kind.LOST, "the mesh is closed already")));
        try {
            parted.get();
            socket.close();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MeshException lost) {
                throw lost;
            }
            throw new IllegalStateException(e);
        }
    }

    /** Names this run of the cluster: 32 hexadecimal digits, minted by process 0 at the start, the same on all. */
    public String generation() {
        return generation.toString();
    }

    /** Closes at once, without a word. Any thread; again does nothing. */
    @Override
    public void close() {
        socket.close();
    }
}
