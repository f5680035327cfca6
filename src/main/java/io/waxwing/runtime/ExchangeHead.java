package io.waxwing.runtime;

import io.waxwing.chain.BatchLoop;
import io.waxwing.chain.KeyedState;
import io.waxwing.chain.StepFailure;
import io.waxwing.connector.StatefulSinkPartition;
import io.waxwing.exchange.Batch;
import io.waxwing.exchange.Inbox;
import io.waxwing.exchange.Message.InBand;
import io.waxwing.exchange.WireBatch;
import io.waxwing.exchange.WireFormat;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An exchange's input on a worker: batches, and the timers and the end of a stateful step behind it. */
final class ExchangeHead extends Head {
    /**
     * What stands behind the exchange.
     *
     * @param state of a stateful step, else null
     * @param sinks partitions of a sink by name, else empty
     */
    record Behind(@Nullable KeyedState state, Map<String, StatefulSinkPartition<?, ?>> sinks) {}

    /** So long at a time, and one batch at least. */
    private static final long QUANTUM_NANOS = 1_000_000;

    private final Inbox inbox;
    private final WireFormat wire;
    private final BatchLoop loop;
    private final Behind behind;
    private @Nullable Batch batch;
    private int index;
    /** Timers and batches take turns, as a logic may want to be notified at once again and again. */
    private boolean fired;

    private boolean telling;
    private boolean toldEnd;

    ExchangeHead(String stepId, Chain chain, Inbox inbox, WireFormat wire, BatchLoop loop, Behind behind) {
        super(stepId, chain);
        this.inbox = inbox;
        this.wire = wire;
        this.loop = loop;
        this.behind = behind;
    }

    Inbox inbox() {
        return inbox;
    }

    /** Whether a batch of a sender has been taken but not handed on yet. */
    boolean isHandling(int from) {
        return batch != null && batch.from() == from;
    }

    @Override
    boolean isOwnIdle() {
        return batch == null;
    }

    @Override
    boolean resumeOwn() {
        Batch current = batch;
        if (current == null || index == current.size()) {
            return true;
        }
        index = loop.run(current.keys(), current.values(), index, current.size());
        if (index < current.size()) {
            return false;
        }
        oweFlush();
        return true;
    }

    @Override
    void onHandedOn() {
        Batch done = batch;
        if (done != null) {
            batch = null;
            inbox.onProcessed(done.from());
        }
    }

    @Override
    boolean takeNew(Epochs epochs, WorkerClock clock) {
        boolean turn = !fired;
        fired = turn && fireDue(clock);
        boolean any = fired || takeBatches(epochs.epoch(), clock) || tellEnd();
        if (!any && !turn) {
            fired = fireDue(clock);
        }
        if (any || fired) {
            epochs.markDirty();
            return true;
        }
        return false;
    }

    private boolean fireDue(WorkerClock clock) {
        KeyedState state = behind.state;
        return state != null && !telling && state.nextDue() != null && state.fireDue(clock.instant());
    }

    private boolean tellEnd() {
        if (toldEnd || !inbox.isEnded()) {
            return false;
        }
        telling = true;
        toldEnd = behind.state == null || behind.state.runEof();
        return true;
    }

    /**
     * Takes the batches that are there, which credit keeps few, while they are still in the processor's caches. Where the user's code is
     * slow it ends earlier, as timers, other heads and the end of the epoch wait.
     */
    private boolean takeBatches(long epoch, WorkerClock clock) {
        boolean any = false;
        long began = clock.nanos();
        for (InBand next; mayGoOn(any, began, clock) && (next = inbox.poll(epoch)) != null; any = true) {
            batch = next instanceof WireBatch bytes ? decode(bytes) : (Batch) next;
            index = 0;
            if (!goOn()) {
                return true;
            }
        }
        return any;
    }

    private boolean mayGoOn(boolean any, long began, WorkerClock clock) {
        return !chain.gate().isClosed() && (!any || clock.nanos() - began < QUANTUM_NANOS);
    }

    @Override
    @Nullable
    Instant nextWake(Epochs epochs, WorkerClock clock) {
        return behind.state == null ? null : behind.state.nextDue();
    }

    private Batch decode(WireBatch bytes) {
        try {
            return wire.decode(bytes);
        } catch (RuntimeException e) {
            throw StepFailure.of(stepId, null, e);
        }
    }

    @Override
    boolean mayEnd() {
        return toldEnd;
    }

    @Override
    boolean mayBeThrough() {
        return inbox.isThrough() && (isEnded() || !inbox.isEnded());
    }

    @Override
    void save(StateWriter writer) {
        if (behind.state != null && writer.isSaving()) {
            behind.state.saveChanges((key, state) -> writer.write(stepId, key, state));
        }
        behind.sinks.forEach((name, partition) -> {
            try {
                Object position = partition.snapshot(); // also when nothing is saved: it writes out what it holds back
                if (writer.isSaving()) {
                    writer.write(stepId, name, position);
                    writer.sink(stepId, partition);
                }
            } catch (Throwable e) {
                throw StepFailure.of(stepId, null, e);
            }
        });
    }

    @Override
    void openEpoch() {
        inbox.openEpoch();
    }
}
