package io.waxwing.runtime;

import io.waxwing.chain.KeyedState;
import io.waxwing.chain.StepContext;
import io.waxwing.exchange.Message;
import io.waxwing.exchange.Message.Partitions;
import io.waxwing.exchange.StableHash;
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
    private final Plan plan;
    private final WorkerPlace place;
    private final WorkerSettings settings;
    private final WorkerServices services;
    private final Epochs epochs;
    private final Duration downtime;
    private final Listings listings;
    private final PartitionOpener opener;
    private final List<Message> early = new ArrayList<>();
    /** Null before all partitions are known and open. Written by the worker, read by the watchdog. */
    private volatile @Nullable GraphRun run;

    private boolean listed;
    /** Written by the worker, read by the watchdog. */
    private volatile long steps;

    /** A worker that has not begun: it opens nothing before its first step. */
    public Worker(Plan plan, WorkerPlace place, WorkerSettings settings, WorkerServices services) {
        this.plan = plan;
        this.place = place;
        this.settings = settings;
        this.services = services;
        EpochStore store = services.store();
        this.downtime = store == null
                ? Duration.ZERO
                : since(store.sealedAt(), services.clock().instant());
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
        GraphRun open = run;
        return open == null ? null : open.graph();
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

    @Override
    public Duration downtime() {
        return downtime;
    }

    private static Duration since(Instant end, Instant now) {
        return now.isAfter(end) ? Duration.between(end, now) : Duration.ZERO;
    }

    @Override
    public void checkNewKey(Object key) {
        if (place.workers() == 1) { // else it has been routed
            StableHash.of(key);
        }
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
        GraphRun open = run;
        return open == null ? null : open.currentStep();
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
        boolean received = receive();
        GraphRun open = run;
        return open == null ? start() || received : open.step(received);
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
        if (services.store() != null && services.states() != null) {
            SavedClasses.learn(services.store(), services.states());
        }
        var open = new GraphRun(
                new GraphBuilder(this, opener, listings.assign()).build(), epochs, place.worker(), settings, services);
        run = open;
        early.forEach(open::receive);
        early.clear();
        return true;
    }

    private boolean receive() {
        if (services.mailbox().isStopRequested()) {
            epochs.requestStop();
        }
        boolean any = false;
        for (Message message; (message = services.mailbox().poll()) != null; any = true) {
            GraphRun open = run;
            if (message instanceof Partitions partitions) {
                listings.onPartitions(partitions);
            } else if (open == null) {
                early.add(message);
            } else {
                open.receive(message);
            }
        }
        return any;
    }

    /** How long nothing will happen after a step without progress unless a message comes: a time to park, in nanoseconds. */
    public long idleNanos() {
        GraphRun open = run;
        return open == null ? GraphRun.IDLE_NANOS : open.idleNanos();
    }

    private void sendToOthers(Message message) {
        for (int worker = 0; worker < place.workers(); worker++) {
            if (worker != place.worker()) {
                services.courier().send(worker, message);
            }
        }
    }

    /**
     * Lets go of the graph and all state in it: it takes no step any more. If it failed for want of memory, there is memory then to say so,
     * and to end the run.
     */
    void forget() {
        run = null;
        early.clear();
    }

    /** Closes steps and all partitions that were opened, on the worker's thread; throws the first failure with the others attached. */
    public void close() {
        try {
            Graph open = graph();
            if (open != null) {
                open.states().values().forEach(KeyedState::close);
            }
        } finally {
            opener.close();
        }
    }

    @Override
    public String toString() {
        return "worker " + place.worker() + " " + epochs;
    }
}
