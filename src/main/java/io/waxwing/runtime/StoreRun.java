package io.waxwing.runtime;

import io.waxwing.exchange.Message;
import io.waxwing.plan.Plan;
import io.waxwing.recovery.EpochStore;
import io.waxwing.recovery.RecoveryConfig;
import io.waxwing.recovery.StoreCluster;
import io.waxwing.recovery.StoreLink;
import io.waxwing.recovery.StoreNode;
import io.waxwing.recovery.StorePoint;
import io.waxwing.recovery.StoreSettings;
import io.waxwing.serde.TypePolicy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The saved state of a run in this process: a {@link StoreNode} on a thread of its own. */
final class StoreRun implements StoreLink {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** How long a peer's failure may wait for this process to find the same fault by itself. */
    private static final long OWN_WORDS_MILLIS = 1000;

    /** What the store has around it in this process. */
    record Around(Peers peers, List<Mailbox> mailboxes, TypePolicy types) {}

    private final Peers peers;
    private final List<Mailbox> mailboxes;
    private final TypePolicy types;
    private final Consumer<String> status;
    private final Failures failures;
    private final StoreNode node;
    private final Thread thread;
    private final CountDownLatch resumed = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    /** Written by whoever ends the run, read by the thread. */
    private volatile boolean over;
    /** Written by the thread before it ends. */
    private volatile @Nullable FlowException failure;

    /** A store that has not begun. */
    StoreRun(Plan plan, RunConfig config, Around around, Failures failures, StorePoint.Watch watch) {
        this.peers = around.peers;
        this.mailboxes = around.mailboxes;
        this.types = around.types;
        this.status = config.status();
        this.failures = failures;
        RecoveryConfig recovery = config.recovery();
        if (recovery == null) {
            throw new IllegalArgumentException("nothing is to be saved");
        }
        SavedSteps saved = SavedSteps.of(plan);
        var settings = new StoreSettings(
                new StoreCluster(peers.process(), peers.processes(), config.workers()),
                recovery,
                plan.flowId(),
                saved.ids(),
                saved.positioned(),
                peers.generation());
        this.node = StoreNode.of(settings, this, watch);
        this.thread = new Thread(this::work, "waxwing-store");
        thread.setDaemon(true);
    }

    EpochStore store() {
        return node;
    }

    /** A format for one worker. */
    StateFormat format() {
        return new KryoStateFormat(types);
    }

    /** Takes what the store of another process sent. */
    void receive(Message.Store message) {
        node.receive(message.process(), message.payload());
    }

    /**
     * Opens the partitions together with the other processes; returns when it is known where to go on from.
     *
     * @throws FlowException when that failed, here or elsewhere
     */
    void resume() throws InterruptedException {
        thread.start();
        try {
            awaitResume();
        } catch (InterruptedException e) {
            end(); // the thread closes what it has opened
            throw e;
        }
    }

    private void awaitResume() throws InterruptedException {
        while (!resumed.await(20, TimeUnit.MILLISECONDS)) {
            FlowException first = failures.first();
            if (first == null) {
                continue;
            }
            if (first.kind() == FlowException.Kind.PEER && ended.await(OWN_WORDS_MILLIS, TimeUnit.MILLISECONDS)) {
                FlowException own = failure; // all processes see the same fault, and each says so
                first = own == null ? first : own;
            }
            close(OWN_WORDS_MILLIS);
            throw first;
        }
    }

    private void work() {
        try {
            run();
        } finally {
            closeNode();
        }
    }

    private void run() {
        try {
            node.begin();
            while (!over) {
                node.step(STEP_NANOS);
                if (node.isResumed()) {
                    resumed.countDown();
                }
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void closeNode() {
        try {
            node.close();
        } catch (Throwable e) {
            fail(e);
        } finally {
            ended.countDown();
        }
    }

    private void fail(Throwable thrown) {
        FlowException said;
        try {
            said = Failures.ofStore(thrown);
        } catch (Throwable e) {
            said = failures.undescribed(thrown, e);
        }
        if (failure == null) {
            failure = said;
        }
        if (failures.trip(said)) {
            Mailbox.wakeAll(mailboxes);
            peers.abort(said);
        }
    }

    /** Closes the partitions; waits so long for that. */
    void close(long millis) throws InterruptedException {
        end();
        ended.await(millis, TimeUnit.MILLISECONDS);
    }

    private void end() {
        over = true;
        node.wake();
    }

    @Override
    public void send(int process, byte[] message, boolean bulk) {
        peers.send(process, new Message.Store(peers.process(), bulk, message));
    }

    @Override
    public void sealed(int partition, long epoch) {
        var sealed = new Message.Sealed(partition, epoch);
        for (int worker = 0; worker < peers.courier().workers(); worker++) {
            peers.courier().send(worker, sealed);
        }
    }

    @Override
    public void wake(int worker) {
        mailboxes.get(worker - peers.process() * mailboxes.size()).wake();
    }

    @Override
    public void status(String line) {
        status.accept(line);
    }
}
