package io.waxwing.mesh;

import io.waxwing.text.Causes;
import io.waxwing.time.Seconds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a cluster: heartbeats from the first link on; after the start messages, the first failure, and the end in good
 * order. For the I/O thread.
 */
final class Membership {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    /** A lost link is reported after this: the one that failed may be about to tell the cause over another. */
    private static final Duration CAUSE_DELAY = Duration.ofMillis(250);

    private final MeshConfig config;
    private final Roster roster;
    private final Loop loop;
    private final FrameEncoder encoder;
    private final MeshListener listener;
    private final PauseDetector pauses;
    private @Nullable CompletableFuture<Void> parted;
    private @Nullable PeerFailure failure;
    private boolean losing;
    private boolean leaving;
    private boolean over;

    Membership(MeshConfig config, Roster roster, Loop loop, FrameEncoder encoder, MeshListener listener) {
        this.config = config;
        this.roster = roster;
        this.loop = loop;
        this.encoder = encoder;
        this.listener = listener;
        this.pauses = new PauseDetector(config.timeouts().peer().toNanos(), System.nanoTime());
    }

    /** Begins to ping. */
    void begin() {
        pauses.tick(System.nanoTime());
        Runnable unused = loop.every(config.timeouts().beat(), this::beat);
    }

    /** A message has come. */
    void onMessage(Peer peer, MessageCodec.Addressed addressed) throws FrameException {
        if (over) {
            return;
        }
        try {
            listener.onMessage(addressed.toWorker(), addressed.message());
        } catch (OutOfMemoryError e) {
            throw e; // no fault of the peer's
        } catch (RuntimeException | Error e) {
            LOG.error("message from {} refused", peer, e);
            throw new FrameException("message refused: " + Causes.inWords(e));
        }
    }

    /** A peer has failed, and says why. */
    void onAbort(Peer peer, String cause, boolean outputClosed) {
        report(new PeerFailure(peer.process(), peer.address(), cause, true, outputClosed));
    }

    /** A link is gone, in good order or not. */
    void onLost(Peer peer, String cause) {
        if (peer.state() == PeerState.LEFT) {
            checkParted();
        } else if (!over && !losing) {
            losing = true;
            loop.after(CAUSE_DELAY, () -> reportLost(peer, cause));
        }
    }

    private void reportLost(Peer peer, String cause) {
        String explained = cause + pauses.explanation(System.nanoTime());
        report(new PeerFailure(peer.process(), peer.address(), explained, false));
    }

    /** A peer's workers are all done. */
    void onGoodbye(Peer peer) {
        peer.left();
        boundParting(peer);
    }

    /** A peer that said goodbye has closed its direction. */
    void onEndOfInput(Peer peer) {
        peer.inputEnded();
        endIfParted(peer);
    }

    /** Says goodbye to all; {@code done} is completed when all have said it, too, and all links are closed. */
    void goodbye(CompletableFuture<Void> done) {
        parted = done;
        if (failure != null) {
            fail(done, failure);
        } else if (!leaving) {
            leaving = true;
            for (Peer peer : roster.peers()) {
                Link link = peer.link();
                if (link != null && !link.ended()) {
                    link.out().finish(encoder.frame(FrameType.GOODBYE), () -> endIfParted(peer));
                    boundParting(peer);
                }
            }
            checkParted();
        }
    }

    /** Tells all by an ABORT or OUTPUT_CLOSED why this process fails, and closes; {@code then} runs when all links are closed. */
    void abort(FrameType type, String cause, Runnable then) {
        end();
        byte[] words = Texts.capped(cause);
        List<Link> links = roster.links();
        for (Link link : links) {
            link.farewell(encoder.frame(type, words.length, out -> out.writeBytes(words)), "aborted by this process");
        }
        Roster.whenClosed(links, loop, then);
    }

    /** Closes without a word. */
    void close() {
        end();
        roster.links().forEach(link -> link.end("closed by this process"));
    }

    private void end() {
        over = true;
        if (parted != null) {
            parted.completeExceptionally(new MeshException(MeshException.Kind.LOST, "closed while saying goodbye"));
        }
    }

    private void report(PeerFailure first) {
        if (over || failure != null) {
            LOG.debug("later failure: {}", first);
            return;
        }
        failure = first;
        listener.onPeerFailure(first);
        if (parted != null) { // who waits for it must find the failure known
            fail(parted, first);
        }
    }

    /** Both ends have said goodbye: then the end of stream is due. */
    private void boundParting(Peer peer) {
        Link link = peer.link();
        if (leaving && peer.state() == PeerState.LEFT && link != null) {
            loop.after(config.timeouts().peer(), () -> link.end("no end of stream after the goodbye"));
        }
    }

    private void endIfParted(Peer peer) {
        Link link = peer.link();
        if (link != null && peer.hasInputEnded() && link.out().finished()) {
            link.end("goodbye");
        }
    }

    private static void fail(CompletableFuture<Void> parting, PeerFailure failure) {
        parting.completeExceptionally(new MeshException(MeshException.Kind.LOST, failure.toString()));
    }

    private void checkParted() {
        if (parted != null
                && failure == null
                && roster.peers().stream().allMatch(peer -> peer.state() == PeerState.LEFT)
                && roster.links().stream().allMatch(Link::ended)) {
            parted.complete(null);
        }
    }

    /** A bug of ours: this process can no longer be trusted to keep its links. */
    PeerFailure onCrash(Throwable bug) {
        if (bug instanceof OutOfMemoryError error) {
            listener.onOutOfMemory(error);
        } else {
            LOG.error("the I/O thread failed", bug);
        }
        Address own = config.addresses().get(config.processId());
        var crash = new PeerFailure(config.processId(), own, "its I/O thread failed: " + Causes.inWords(bug), false);
        report(crash);
        return crash;
    }

    private void beat() {
        long now = System.nanoTime();
        long pause = pauses.tick(now);
        if (pause > 0) {
            LOG.warn(
                    "this process was paused for {}: a signal, a long collection or a sleeping machine",
                    Seconds.of(pause));
        }
        for (Peer peer : roster.peers()) {
            Link link = peer.link();
            if (link == null || link.ended()) {
                continue;
            }
            Heartbeat heartbeat = link.heartbeat();
            if (pause > 0 || peer.state() == PeerState.LEFT) {
                heartbeat.forgive(now);
            }
            String verdict = heartbeat.verdict(now);
            if (verdict != null) {
                link.end(verdict);
            } else if (!leaving) {
                link.out().sendControl(encoder.frame(FrameType.PING, heartbeat.ping(now)));
            }
        }
    }
}
