package io.waxwing.runtime;

import io.waxwing.chain.StepContext;
import io.waxwing.exchange.Message;
import io.waxwing.exchange.Message.Close;
import io.waxwing.exchange.Message.Credit;
import io.waxwing.exchange.Message.InBand;
import io.waxwing.exchange.Message.Partitions;
import io.waxwing.exchange.Message.Sealed;
import io.waxwing.exchange.Message.SourcesEnded;
import io.waxwing.plan.Plan;
import io.waxwing.recovery.EpochStore;
import io.waxwing.runtime.Epochs.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs every step of a plan on its share of the items. Not thread-safe: one thread, or a simulation, calls {@link #step} until
 * {@link #isDone}, then {@link #close}. Never blocks of its own accord; user code may, and holds up only this worker.
 */
public final class Worker implements StepContext {
    private static final long IDLE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Plan plan;
    private final WorkerPlace place;
    private final WorkerSettings settings;
    private final WorkerServices services;
    private final Epochs epochs;
    private final StateWriter writer;
    /** What is still to be loaded; null: nothing. */
    private @Nullable SavedStates saved;

    private final Listings listings;
    private final PartitionOpener opener;
    private final List<Message> early = new ArrayList<>();
    private @Nullable Graph graph;
    private boolean listed;
    private long flushedAt;
    /** Written by the worker, read by the watchdog: the head that is being stepped; null between heads. */
    private volatile @Nullable Head current;
    /** Written by the worker, read by the watchdog. */
    private volatile long steps;

    /** A worker that has not begun: it opens nothing before its first step. */
    public Worker(Plan plan, WorkerPlace place, WorkerSettings settings, WorkerServices services) {
        this.plan = plan;
        this.place = place;
        this.settings = settings;
        this.services = services;
        EpochStore store = services.store();
        StateFormat states = services.states();
        this.writer = new StateWriter(states);
        this.saved = store == null || states == null ? null : new SavedStates(store, states, place.worker());
        this.listings = new Listings(plan, place);
        this.opener = new PartitionOpener(place, services);
        var rules = new Epochs.Settings(
                place.worker(),
                place.workers(),
                store == null ? 0 : store.resumeEpoch(),
                store == null ? 0 : store.partitions(),
                settings.epochInterval().toNanos());
        this.epochs = new Epochs(rules, services.clock().nanos(), this::sendToOthers);
    }

    Plan plan() {
        return plan;
    }

    WorkerPlace place() {
        return place;
    }

    WorkerSettings settings() {
        return settings;
    }

    WorkerServices services() {
        return services;
    }

    @Nullable
    Graph graph() {
        return graph;
    }

    Phase phase() {
        return epochs.phase();
    }

    @Override
    public long epoch() {
        return epochs.epoch();
    }

    @Override
    public int worker() {
        return place.worker();
    }

    @Override
    public InstantSource time() {
        return services.clock();
    }

    /** Whether the run is over for this worker: all is handled, sent and saved. */
    public boolean isDone() {
        return epochs.phase() == Phase.DONE;
    }

    /** Whether the run ended because stop was asked, here or on another worker. */
    public boolean isStopped() {
        return epochs.isStopped();
    }

    /** Id of the source or stateful step whose chain is being run right now; null when none. Any thread. */
    public @Nullable String currentStep() {
        Head head = current;
        return head == null ? null : head.stepId;
    }

    /** Number of steps begun; any thread. */
    long stepsTaken() {
        return steps;
    }

    /**
     * Does a little of whatever there is to do.
     *
     * @return whether anything was done; if not, nothing will be until a message comes or {@link #idleNanos} have passed
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public boolean step() {
        steps++;
        boolean progress = receive();
        Graph running = graph;
        if (running == null) {
            return start() || progress;
        }
        if (saved != null) {
            return load(running, saved) || progress;
        }
        if (epochs.phase() == Phase.LAST) {
            boolean drained = running.sends().stream().allMatch(sends -> sends.outbox.isDrained());
            return (drained && epochs.finish()) || progress;
        }
        for (Head head : running.heads()) {
            current = head;
            progress |= head.step(epochs, services.clock());
            current = null;
        }
        progress |= advance(running);
        long now = services.clock().nanos();
        if (!progress || now - flushedAt >= settings.linger().toNanos()) {
            flushedAt = now;
            for (Graph.Sends sends : running.sends()) {
                progress |= sends.outbox.flushPartial();
            }
        }
        return progress;
    }

    /** Lists partitions, then waits for the other processes' lists, then opens everything. */
    private boolean start() {
        if (!listed) {
            listed = true;
            if (place.isFirstOfProcess()) {
                listings.list(message -> {
                    listings.onPartitions(message);
                    sendToOthers(message);
                });
            }
        }
        if (!listings.isComplete()) {
            return false;
        }
        Graph built = new GraphBuilder(this, opener, listings.assign()).build();
        graph = built;
        early.forEach(message -> receive(built, message));
        early.clear();
        return true;
    }

    /** Nothing begins before all that was saved for this worker is there. */
    private boolean load(Graph running, SavedStates from) {
        boolean progress = from.load(running.states());
        if (from.isLoaded()) {
            saved = null;
            return true;
        }
        return progress;
    }

    private boolean receive() {
        if (services.mailbox().isStopRequested()) {
            epochs.requestStop();
        }
        boolean any = false;
        for (Message message; (message = services.mailbox().poll()) != null; any = true) {
            Graph running = graph;
            if (message instanceof Partitions partitions) {
                listings.onPartitions(partitions);
            } else if (running == null) {
                early.add(message);
            } else {
                receive(running, message);
            }
        }
        return any;
    }

    private void receive(Graph running, Message message) {
        if (message instanceof InBand inBand) {
            running.inboxes().get(inBand.exchange()).offer(inBand);
        } else if (message instanceof Credit credit) {
            running.sends().get(credit.exchange()).outbox.onCredit(credit.to(), credit.limit());
        } else if (message instanceof Close close) {
            epochs.onClose(close);
        } else if (message instanceof SourcesEnded ended) {
            epochs.onSourcesEnded(ended.from());
        } else if (message instanceof Sealed sealed) {
            epochs.onSealed(sealed.partition(), sealed.epoch());
        }
    }

    /** Ends of epochs and streams: until nothing moves. */
    private boolean advance(Graph running) {
        boolean any = false;
        for (boolean moved = true; moved; any |= moved) {
            moved = false;
            for (Head head : running.heads()) {
                moved |= head.tryEnd();
                moved |= epochs.phase() == Phase.CLOSING && head.tryThrough(writer);
            }
            for (Graph.Sends sends : running.sends()) {
                moved |= sends.advance(epochs);
            }
            moved |= closeEpoch(running);
            moved |= leaveEpoch(running);
        }
        return any;
    }

    private boolean closeEpoch(Graph running) {
        boolean ended = sourcesEnded(running);
        if (ended) {
            epochs.ownSourcesEnded();
        }
        epochs.initiate(services.clock().nanos());
        if (epochs.phase() != Phase.OPEN || !epochs.isWanted()) {
            return false;
        }
        if (!epochs.isStopRequested() && !isFairlyPolled(running)) {
            return false;
        }
        epochs.close(ended);
        return true;
    }

    private boolean leaveEpoch(Graph running) {
        if (epochs.phase() != Phase.CLOSING
                || !epochs.isClosedByAll()
                || !running.heads().stream().allMatch(Head::isThrough)
                || !running.sends().stream().allMatch(Graph.Sends::isEpochEnded)) {
            return false;
        }
        EpochStore store = services.store();
        long closed = epochs.epoch();
        boolean last = epochs.leave(services.clock().nanos());
        assert !last || running.heads().stream().allMatch(Head::isEnded) : "last epoch, but a head has not ended";
        if (store != null) {
            store.deliver(writer.take(place.worker(), closed));
        }
        if (epochs.phase() == Phase.OPEN) {
            running.heads().forEach(Head::reopen);
            running.sends().forEach(Graph.Sends::openEpoch);
        }
        return true;
    }

    private static boolean sourcesEnded(Graph running) {
        for (Head head : running.heads()) {
            if (head instanceof SourceHead source && !source.allPartitionsEnded()) {
                return false;
            }
        }
        return true;
    }

    private boolean isFairlyPolled(Graph running) {
        for (Head head : running.heads()) {
            if (head instanceof SourceHead source && !source.isFairlyPolled(services.clock())) {
                return false;
            }
        }
        return true;
    }

    /** How long nothing will happen after a step without progress unless a message comes: a time to park, in nanoseconds. */
    public long idleNanos() {
        Graph running = graph;
        if (running == null || saved != null || epochs.phase() != Phase.OPEN) {
            return IDLE_NANOS;
        }
        long least =
                Math.min(IDLE_NANOS, epochs.nanosToInterval(services.clock().nanos()));
        Instant now = services.clock().instant();
        for (Head head : running.heads()) {
            Instant wake = head.isEnded() || head.chain.gate().isClosed() ? null : head.nextWake(epochs);
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

    private void sendToOthers(Message message) {
        for (int worker = 0; worker < place.workers(); worker++) {
            if (worker != place.worker()) {
                services.courier().send(worker, message);
            }
        }
    }

    /** Closes all partitions that were opened, on the worker's thread; throws the first failure with the others attached. */
    public void close() {
        opener.close();
    }

    @Override
    public String toString() {
        return "worker " + place.worker() + " " + epochs;
    }
}
