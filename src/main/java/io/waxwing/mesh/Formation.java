package io.waxwing.mesh;

import io.waxwing.text.Causes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The start of a cluster: who is there, who is missing, who may come in, and when items may flow ({@link StartBarrier}). Until
 * then a lost link is just dialled again; from then on it is a failure. For the I/O thread.
 */
final class Formation {
    private final MeshConfig config;
    private final Roster roster;
    private final Membership members;
    private final Loop loop;
    private final FrameEncoder encoder;
    private final BlockingQueue<JoinEvent> events;
    private final Admission admission;
    private final StatusLine status;
    private final StartBarrier barrier;
    private final SecureRandom random = new SecureRandom();
    private final Nonce incarnation;
    private Stage stage = Stage.FORMING;
    private Nonce generation;
    private boolean saidReady;
    private List<Dialer> dialers = List.of();
    private Runnable stopLookUps = () -> {};
    private Runnable stopReporting = () -> {};

    private enum Stage {
        FORMING,
        STARTED,
        FAILED
    }

    /** What it works on: this process, its peers, the I/O thread, and where to tell what happens. */
    Formation(
            MeshConfig config,
            Roster roster,
            Membership members,
            Loop loop,
            FrameEncoder encoder,
            BlockingQueue<JoinEvent> events) {
        this.config = config;
        this.roster = roster;
        this.members = members;
        this.loop = loop;
        this.encoder = encoder;
        this.events = events;
        this.admission = new Admission(config, roster);
        this.status = new StatusLine(roster, config);
        this.barrier = new StartBarrier(config.processId(), config.processes());
        this.incarnation = Nonce.random(random);
        this.generation = config.processId() == 0 ? Nonce.random(random) : Nonce.NONE;
    }

    /** Begins to dial those with lower ids, and to wait for all; {@code names} are of those that are not dialled. */
    void begin(List<Dialer> toLower, HostNames names) {
        dialers = toLower;
        stopLookUps = names::stop;
        status.unresolved(names.unresolved());
        Duration patience = config.timeouts().connect();
        if (!patience.isZero()) {
            loop.after(patience, this::giveUp);
        }
        stopReporting = loop.every(Duration.ofSeconds(1), this::report);
        dialers.forEach(Dialer::dial);
        progress();
    }

    /** The process that joins has changed its mind. */
    void cancel() {
        if (stage == Stage.FORMING) {
            end(Stage.FAILED);
            events.add(new JoinEvent.Failed(closedMeanwhile()));
        }
    }

    MeshConfig config() {
        return config;
    }

    FrameEncoder encoder() {
        return encoder;
    }

    Nonce incarnation() {
        return incarnation;
    }

    SecureRandom random() {
        return random;
    }

    boolean started() {
        return stage == Stage.STARTED;
    }

    Handshake.Config myConfig() {
        return new Handshake.Config(config.processId() == 0 ? generation : Nonce.NONE, Agreement.of(config));
    }

    /** Why a process that dials may not come in; null: it may try. */
    Handshake.@Nullable Rejection objection(Handshake.Hello hello) {
        return admission.objection(
                hello,
                switch (stage) {
                    case FORMING -> null;
                    case STARTED -> "the cluster runs already (generation " + generation + ")";
                    case FAILED -> "this process is ending";
                });
    }

    /** A handshake is through. */
    void onAgreed(Link link, Handshake.Hello hello, Handshake.Config theirs) {
        if (stage != Stage.FORMING) {
            link.end("too late");
            return;
        }
        Peer peer = roster.peer(hello.process());
        Link older = peer.link();
        if (peer.process() == 0) {
            generation = theirs.generation();
        }
        peer.linked(link, hello.incarnation());
        link.handOver(new PeerConversation(peer, this, members), config.maxFrame());
        dialer(peer).ifPresent(Dialer::succeeded);
        if (older != null) {
            older.end("replaced by a newer try of the same process");
        }
        barrier.linked(peer.process(), false); // what was said over an older link counts no more
        barrier.linked(peer.process(), true);
        progress();
    }

    /** A link is gone before the start. */
    void onLost(Peer peer, String cause) {
        peer.lost(cause);
        dialer(peer).ifPresent(dialer -> dialer.failed(cause));
        barrier.linked(peer.process(), false);
        if (peer.process() == 0) {
            generation = Nonce.NONE;
            saidReady = false;
        }
        progress();
    }

    /** A peer has said something about the start. */
    void onFrame(Peer peer, Frame frame) throws FrameException {
        switch (frame.type()) {
            case READY -> {
                checkGeneration(frame);
                barrier.ready(peer.process(), true);
                progress();
            }
            case NOT_READY -> {
                barrier.ready(peer.process(), false);
                progress();
            }
            case START -> {
                checkGeneration(frame);
                if (config.processId() == 0 && stage == Stage.FORMING) {
                    throw new FrameException("START, which is for process 0 to say first");
                }
                peer.running();
                start();
            }
            case REJECT -> onRejected(peer, Handshake.Rejection.decode(frame));
            default -> throw new FrameException(frame.type() + " frame before the start");
        }
    }

    /** A peer does not want this process. */
    void onRejected(Peer peer, Handshake.Rejection rejection) {
        MeshException.Kind kind = rejection.reason().ends();
        if (stage == Stage.STARTED) {
            members.onAbort(peer, rejection.text(), false);
        } else if (kind != null) {
            fail(new MeshException(kind, Admission.refused(peer, rejection)), null);
        } // else the link ends, and is tried again
    }

    /** A process disagrees about what is run. Before the start this ends it, on both ends; a running cluster does not care. */
    void onMismatch(int process, String remote, List<Agreement.Mismatch> differing) {
        String text = admission.disagreement(process, remote, differing);
        fail(
                new MeshException(
                        MeshException.Kind.MISMATCH,
                        text + "; start all processes with the same version of one flow and the same options"),
                new Handshake.Rejection(Handshake.Reason.MISMATCH, text));
    }

    /** A process that was dialled, by an address of the list, does not belong to this cluster, or does not think that this one does. */
    void onUntrusted(Peer peer, String why) {
        String text = peer + ": " + why;
        fail(
                new MeshException(MeshException.Kind.AUTHENTICATION, text),
                new Handshake.Rejection(Handshake.Reason.MISMATCH, text));
    }

    /** Somebody claimed an id and could not prove it; noted for those who wait for that process in vain. */
    void onUnproven(int process, String remote, String why) {
        if (stage == Stage.FORMING && process >= 0 && process < config.processes() && process != config.processId()) {
            Peer peer = roster.peer(process);
            if (peer.link() == null) {
                peer.troubled("from " + remote + " its id was claimed: " + why, false);
            }
        }
    }

    static MeshException closedMeanwhile() {
        return new MeshException(MeshException.Kind.CONNECT, "closed before all processes had come");
    }

    private void giveUp() {
        if (stage == Stage.FORMING) {
            MeshException cause = status.gaveUp(barrier, config.timeouts().connect());
            fail(cause, new Handshake.Rejection(Handshake.Reason.GAVE_UP, Causes.inWords(cause)));
        }
    }

    /** Ends the start, and tells those who are linked why, unless they told this process. */
    private void fail(MeshException cause, Handshake.@Nullable Rejection toOthers) {
        if (stage != Stage.FORMING) {
            return;
        }
        end(Stage.FAILED);
        List<Link> links = roster.links();
        for (Link link : links) {
            if (toOthers == null) {
                link.end("the start failed");
            } else {
                link.farewell(toOthers.encode(encoder), "the start failed");
            }
        }
        Roster.whenClosed(links, loop, () -> events.add(new JoinEvent.Failed(cause)));
    }

    private void progress() {
        if (stage != Stage.FORMING) {
            return;
        }
        if (barrier.mayStart()) {
            start();
            return;
        }
        if (config.processId() != 0 && saidReady != barrier.complete()) {
            Link toZero = roster.peer(0).link();
            if (toZero != null) {
                saidReady = barrier.complete();
                toZero.out()
                        .sendControl(
                                saidReady
                                        ? encoder.frame(FrameType.READY, generation)
                                        : encoder.frame(FrameType.NOT_READY));
            }
        }
    }

    /** Says START to all and lets items flow. */
    private void start() {
        if (stage != Stage.FORMING) {
            return;
        }
        end(Stage.STARTED);
        for (Link link : roster.links()) {
            link.out().sendControl(encoder.frame(FrameType.START, generation));
        }
        events.add(new JoinEvent.Formed(generation));
        barrier.unlinked().stream().mapToObj(roster::peer).forEach(peer -> members.onLost(peer, peer.trouble()));
    }

    private void end(Stage outcome) {
        stage = outcome;
        dialers.forEach(Dialer::stop);
        stopLookUps.run();
        stopReporting.run();
    }

    private void report() {
        String line = status.next(barrier, System.nanoTime());
        if (line != null) {
            events.add(new JoinEvent.Status(line));
        }
    }

    private Optional<Dialer> dialer(Peer peer) {
        return dialers.stream().filter(dialer -> dialer.peer() == peer).findAny();
    }

    private void checkGeneration(Frame frame) throws FrameException {
        Nonce theirs = Nonce.read(frame.read());
        if (generation.equals(Nonce.NONE) || !generation.equals(theirs)) {
            throw new FrameException("generation " + theirs + " where " + generation + " is known");
        }
    }
}
