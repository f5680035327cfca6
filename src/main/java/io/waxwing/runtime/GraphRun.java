package io.waxwing.runtime;

import io.waxwing.exchange.Message;
import io.waxwing.exchange.Message.Close;
import io.waxwing.exchange.Message.Credit;
import io.waxwing.exchange.Message.InBand;
import io.waxwing.exchange.Message.Sealed;
import io.waxwing.exchange.Message.SourcesEnded;
import io.waxwing.recovery.EpochStore;
import io.waxwing.runtime.Epochs.Phase;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The open graph of a worker at work: loads what was saved, steps its heads, ends epochs. For the worker's thread. */
final class GraphRun {
    static final long IDLE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Graph graph;
    private final Epochs epochs;
    private final int worker;
    private final WorkerSettings settings;
    private final WorkerServices services;
    private final StateWriter writer;
    /** What is still to be loaded; null: nothing. */
    private @Nullable SavedStates saved;

    private long flushedAt;
    /** Written by the worker, read by the watchdog: the head that is being stepped; null between heads. */
    private volatile @Nullable Head current;

    GraphRun(Graph graph, Epochs epochs, int worker, WorkerSettings settings, WorkerServices services) {
        this.graph = graph;
        this.epochs = epochs;
        this.worker = worker;
        this.settings = settings;
        this.services = services;
        EpochStore store = services.store();
        StateFormat states = services.states();
        this.writer = new StateWriter(states);
        this.saved = store == null || states == null ? null : new SavedStates(store, states, worker);
    }

    Graph graph() {
        return graph;
    }

    /** Id of the source or stateful step whose chain is being run right now; null when none. Any thread. */
    @Nullable
    String currentStep() {
        Head head = current;
        return head == null ? null : head.stepId;
    }

    /**
     * Does a little of what there is to do.
     *
     * @param received whether messages have come since the last step
     * @return whether anything was done, the messages included
     */
    boolean step(boolean received) {
        boolean progress = received;
        if (saved != null) {
            return load(saved) || progress;
        }
        if (epochs.phase() == Phase.LAST) {
            boolean drained = graph.sends().stream().allMatch(sends -> sends.outbox.isDrained());
            return (drained && epochs.finish()) || progress;
        }
        for (Head head : graph.heads()) {
            current = head;
            progress |= head.step(epochs, services.clock());
            current = null;
        }
        progress |= advance();
        long now = services.clock().nanos();
        if (!progress || now - flushedAt >= settings.linger().toNanos()) {
            flushedAt = now;
            for (Graph.Sends sends : graph.sends()) {
                progress |= sends.outbox.flushPartial();
            }
        }
        return progress;
    }

    /** Nothing begins before all that was saved for this worker is there. */
    private boolean load(SavedStates from) {
        boolean progress = from.load(graph.states());
        if (from.isLoaded()) {
            saved = null;
            return true;
        }
        return progress;
    }

    /** Takes a message for a step or about an epoch. */
    void receive(Message message) {
        if (message instanceof InBand inBand) {
            graph.inboxes().get(inBand.exchange()).offer(inBand);
        } else if (message instanceof Credit credit) {
            graph.sends().get(credit.exchange()).outbox.onCredit(credit.to(), credit.limit());
        } else if (message instanceof Close close) {
            epochs.onClose(close);
        } else if (message instanceof SourcesEnded ended) {
            epochs.onSourcesEnded(ended.from());
        } else if (message instanceof Sealed sealed) {
            epochs.onSealed(sealed.partition(), sealed.epoch());
        }
    }

    /** Ends of epochs and streams: until nothing moves. */
    private boolean advance() {
        boolean any = false;
        for (boolean moved = true; moved; any |= moved) {
            moved = false;
            for (Head head : graph.heads()) {
                moved |= head.tryEnd();
                moved |= epochs.phase() == Phase.CLOSING && head.tryThrough(writer);
            }
            for (Graph.Sends sends : graph.sends()) {
                moved |= sends.advance(epochs);
            }
            moved |= closeEpoch();
            moved |= leaveEpoch();
        }
        return any;
    }

    private boolean closeEpoch() {
        boolean ended = sourcesEnded();
        if (ended) {
            epochs.ownSourcesEnded();
        }
        epochs.initiate(services.clock().nanos());
        if (epochs.phase() != Phase.OPEN || !epochs.isWanted()) {
            return false;
        }
        if (!epochs.isStopRequested() && !isFairlyPolled()) {
            return false;
        }
        epochs.close(ended);
        return true;
    }

    private boolean leaveEpoch() {
        if (epochs.phase() != Phase.CLOSING
                || !epochs.isClosedByAll()
                || !graph.heads().stream().allMatch(Head::isThrough)
                || !graph.sends().stream().allMatch(Graph.Sends::isEpochEnded)) {
            return false;
        }
        EpochStore store = services.store();
        long closed = epochs.epoch();
        boolean last = epochs.leave(services.clock().nanos());
        assert !last || graph.heads().stream().allMatch(Head::isEnded) : "last epoch, but a head has not ended";
        if (store != null) {
            store.deliver(writer.take(worker, closed));
        }
        if (epochs.phase() == Phase.OPEN) {
            graph.heads().forEach(Head::reopen);
            graph.sends().forEach(Graph.Sends::openEpoch);
        }
        return true;
    }

    private boolean sourcesEnded() {
        for (Head head : graph.heads()) {
            if (head instanceof SourceHead source && !source.allPartitionsEnded()) {
                return false;
            }
        }
        return true;
    }

    private boolean isFairlyPolled() {
        for (Head head : graph.heads()) {
            if (head instanceof SourceHead source && !source.isFairlyPolled(services.clock())) {
                return false;
            }
        }
        return true;
    }

    /** How long nothing will happen after a step without progress unless a message comes: a time to park, in nanoseconds. */
    long idleNanos() {
        if (saved != null || epochs.phase() != Phase.OPEN) {
            return IDLE_NANOS;
        }
        long least =
                Math.min(IDLE_NANOS, epochs.nanosToInterval(services.clock().nanos()));
        Instant now = services.clock().instant();
        for (Head head : graph.heads()) {
            Instant wake =
                    head.isEnded() || head.chain.gate().isClosed() ? null : head.nextWake(epochs, services.clock());
            if (wake != null) {
                least = Math.min(least, nanosBetween(now, wake));
            }
        }
        return least;
    }

    private static long nanosBetween(Instant now, Instant wake) {
        if (!wake.isAfter(now)) {
            return 0;
        }
        Instant far = now.plusNanos(IDLE_NANOS);
        return wake.isAfter(far) ? IDLE_NANOS : Duration.between(now, wake).toNanos();
    }
}
