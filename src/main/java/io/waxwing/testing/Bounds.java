package io.waxwing.testing;

import io.waxwing.Step;
import io.waxwing.exchange.Outbox;
import io.waxwing.plan.Exchange;
import io.waxwing.plan.Plan;
import io.waxwing.runtime.WorkerSettings;
import java.util.ArrayList;
import java.util.List;

/** What must hold between any two steps: memory within its bounds, workers within an epoch of each other. */
final class Bounds {
    private final Plan plan;
    private final WorkerSettings settings;
    private final int[] mostHeld;

    Bounds(Plan plan, WorkerSettings settings) {
        this.plan = plan;
        this.settings = settings;
        this.mostHeld = plan.exchanges().stream()
                .mapToInt(exchange ->
                        settings.batchItems() + Outbox.stagedAtMost(settings.batchItems()) - 1 + mostPaths(exchange))
                .toArray();
    }

    /** The most items that one item of any producer can become on an exchange, by ways it can go at once. */
    private int mostPaths(Exchange exchange) {
        int most = 0;
        for (Step step : plan.steps()) {
            most = Math.max(most, behind(step, exchange));
        }
        return most;
    }

    private int into(Step step, Exchange exchange) {
        Exchange before = plan.exchangeBefore(step);
        if (before != null) {
            return before.equals(exchange) ? 1 : 0;
        }
        return behind(step, exchange);
    }

    private int behind(Step step, Exchange exchange) {
        int most = 0;
        for (int output = 0; output < 2; output++) {
            int paths = 0;
            for (Step reader : plan.readers(step, output)) {
                paths += into(reader, exchange);
            }
            most = Math.max(most, paths);
        }
        return most;
    }

    /** Throws when a worker holds more than it may. */
    void check(SimulatedWorker worker, int workers) {
        for (int exchange = 0; exchange < mostHeld.length; exchange++) {
            for (int other = 0; other < workers; other++) {
                int held = worker.probe.held(exchange, other);
                if (held > mostHeld[exchange]) {
                    throw new IllegalStateException("memory: " + worker + " holds " + held + " items for worker "
                            + other + " on exchange " + exchange + ", more than " + mostHeld[exchange]);
                }
                int batches = worker.probe.batches(exchange, other);
                if (batches > settings.window()) {
                    throw new IllegalStateException("memory: " + batches + " batches of worker " + other + " wait at "
                            + worker + " on exchange " + exchange + ", more than " + settings.window());
                }
            }
        }
    }

    /** Throws when workers are more than an epoch apart, or more than one closed epoch is not committed. */
    void check(List<SimulatedWorker> workers, long committed) {
        List<Long> epochs = new ArrayList<>();
        for (SimulatedWorker worker : workers) {
            epochs.add(worker.worker.epoch());
            if (worker.probe.closedEpoch() > committed && worker.probe.closedEpoch() - committed > 1) {
                throw new IllegalStateException(worker + " has closed epoch " + worker.probe.closedEpoch()
                        + " although only " + committed + " is committed");
            }
        }
        long skew = epochs.stream().mapToLong(e -> e).max().orElse(0)
                - epochs.stream().mapToLong(e -> e).min().orElse(0);
        if (skew > 1) {
            throw new IllegalStateException("workers are " + skew + " epochs apart: " + workers);
        }
    }
}
