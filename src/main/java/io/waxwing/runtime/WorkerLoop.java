package io.waxwing.runtime;

import java.util.function.BooleanSupplier;

/** Drives a worker on the calling thread: steps while there is something to do, parks otherwise. */
final class WorkerLoop {
    private static final int STEPS_BEFORE_PARKING = 50;

    private final Worker worker;
    private final Mailbox mailbox;
    private final BooleanSupplier cancelled;

    WorkerLoop(Worker worker, BooleanSupplier cancelled) {
        this.worker = worker;
        this.mailbox = worker.services().mailbox();
        this.cancelled = cancelled;
    }

    /** Until the worker is done or the run is cancelled. */
    void run() {
        int idleSteps = 0;
        while (!worker.isDone() && !cancelled.getAsBoolean()) {
            if (worker.step()) {
                idleSteps = 0;
            } else if (++idleSteps < STEPS_BEFORE_PARKING) {
                Thread.onSpinWait();
            } else {
                long nanos = worker.idleNanos();
                if (nanos > 0) {
                    mailbox.park(nanos);
                }
                idleSteps = STEPS_BEFORE_PARKING; // woken for nothing, it parks again at once: idle costs nothing
            }
        }
    }
}
