package io.waxwing.testing;

import io.waxwing.runtime.FlowException;
import io.waxwing.runtime.Mailbox;
import io.waxwing.runtime.Worker;
import io.waxwing.runtime.WorkerProbe;
import java.util.Objects;

/** A worker and what its thread would know: whether it is parked, and until when. */
final class SimulatedWorker {
    final Worker worker;
    final Mailbox mailbox;
    final WorkerProbe probe;
    private final SimulatedClock clock;
    private boolean parked;
    private long parkedAt;
    private long wakesAt;

    SimulatedWorker(Worker worker, Mailbox mailbox, SimulatedClock clock) {
        this.worker = worker;
        this.mailbox = mailbox;
        this.probe = new WorkerProbe(worker);
        this.clock = clock;
    }

    int index() {
        return worker.worker();
    }

    boolean isDone() {
        return worker.isDone();
    }

    /** Whether its thread would step it now. */
    boolean isRunnable() {
        if (worker.isDone()) {
            return false;
        }
        if (parked && (probe.takeWakeUp() || clock.nanos() >= wakesAt)) {
            parked = false;
        }
        return !parked;
    }

    /** When it wakes of its own accord, in nanoseconds of the clock. */
    long wakesAt() {
        return wakesAt;
    }

    /**
     * Steps it; if there was nothing to do, parks it for as long as it says.
     *
     * @return whether it did anything
     */
    boolean step() {
        if (stepOnce()) {
            return true;
        }
        long idle = worker.isDone() ? Long.MAX_VALUE / 2 : worker.idleNanos();
        if (idle <= 0) {
            throw new IllegalStateException(worker + " has something to do now, it says, but does nothing");
        }
        probe.takeWakeUp();
        parked = true;
        parkedAt = clock.nanos();
        wakesAt = parkedAt + idle;
        return false;
    }

    /** Steps it although it is parked: had it anything to do, its thread would have slept over it. */
    void poke() {
        if (!parked || !(probe.isOpen() || clock.nanos() == parkedAt)) {
            return;
        }
        long slept = clock.nanos() - parkedAt;
        if (stepOnce()) {
            throw new IllegalStateException(worker + " parked for " + (wakesAt - parkedAt)
                    + " ns with nothing to do, but after " + slept + " ns and no message had something to do");
        }
    }

    private boolean stepOnce() {
        try {
            return worker.step();
        } catch (FlowException e) {
            throw e;
        } catch (Exception | StackOverflowError | AssertionError e) {
            throw Objects.requireNonNull(probe.failure(e));
        }
    }

    @Override
    public String toString() {
        return worker + (parked ? " parked until " + wakesAt : "");
    }
}
