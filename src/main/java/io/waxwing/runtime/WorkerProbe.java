package io.waxwing.runtime;

import io.waxwing.exchange.Inbox;

/** What a harness that steps a worker itself may see of it between two steps, to park it and to check its bounds. */
public final class WorkerProbe {
    private final Worker worker;

    /** Looks at a worker; used on the thread that steps it. */
    public WorkerProbe(Worker worker) {
        this.worker = worker;
    }

    /** Whether the epoch it is in is open: only then does it set itself a time to wake. */
    public boolean isOpen() {
        return worker.phase() == Epochs.Phase.OPEN;
    }

    /** The newest epoch it has closed; of a run that resumes, the one before its first. */
    public long closedEpoch() {
        return switch (worker.phase()) {
            case OPEN, CLOSING -> worker.epoch() - 1;
            case LAST, DONE -> worker.epoch();
        };
    }

    /** Takes a wake-up that would keep the worker from parking, if there is one. */
    public boolean takeWakeUp() {
        return worker.services().mailbox().takeWakeUp();
    }

    /** Items that an exchange holds for a worker. */
    public int held(int exchange, int to) {
        Graph graph = worker.graph();
        return graph == null ? 0 : graph.sends().get(exchange).outbox.held(to);
    }

    /** Batches that wait on an exchange from a worker, with the one that is being handled. */
    public int batches(int exchange, int from) {
        Graph graph = worker.graph();
        if (graph == null) {
            return 0;
        }
        Inbox inbox = graph.inboxes().get(exchange);
        int batches = inbox.waiting(from);
        for (Head head : graph.heads()) {
            batches +=
                    head instanceof ExchangeHead behind && behind.inbox() == inbox && behind.isHandling(from) ? 1 : 0;
        }
        return batches;
    }

    /** What a step threw as the failure of a run, with step, worker, epoch and key named. */
    public FlowException failure(Throwable thrown) {
        return Failures.of(worker, worker.currentStep(), thrown);
    }
}
