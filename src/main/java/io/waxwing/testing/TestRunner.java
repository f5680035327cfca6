package io.waxwing.testing;

import io.waxwing.Dataflow;
import io.waxwing.plan.Plan;
import io.waxwing.runtime.FlowException;
import io.waxwing.runtime.WorkerSettings;
import io.waxwing.serde.TypePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A whole cluster on the calling thread, under a seed: the seed picks which worker goes on, how batches are cut, and in what order
 * messages arrive, so that a test sees what races would do, and sees it again with the same seed. Items for workers of another
 * process go through the real serialisation.
 *
 * <pre>{@code
 * var out = new TestingSink<String>();
 * TestRunner.of(() -> flow(out)).cluster(2, 3).seed(42).run();
 * }</pre>
 *
 * <p>Time stands still while anything can happen; when all workers wait, the clock moves on to the first time that one of them waits
 * for. Sources that are fed by other threads have no place here. Not thread-safe.
 *
 * <p>Nothing is saved from one run to the next: each begins with the first item and without state. To see state restored, use a
 * {@link LogicHarness}, or a {@code Runner} with a recovery directory.
 *
 * <p>A run ends when all sources have ended, so a source without end must get one for the test: give the flow's method its source as an
 * argument and put a {@link TestingSource} in its place, or let a {@code SimplePollingSource} of your own return {@code finish()} after some items.
 * With one that never ends, and always has items, {@link #run} does not return.
 */
public final class TestRunner {
    private static final int PATIENCE = 100_000;

    private final Supplier<Dataflow> flow;
    private int processes = 1;
    private int workersPerProcess = 1;
    private long seed;
    private ManualClock clock = ManualClock.at(Instant.EPOCH);
    private Duration epochInterval = Duration.ofSeconds(10);

    private TestRunner(Supplier<Dataflow> flow) {
        this.flow = flow;
    }

    /**
     * Runs what the supplier gives, one process and one worker unless said.
     *
     * @param flow called once per simulated process: each builds its own, as real ones do
     */
    public static TestRunner of(Supplier<Dataflow> flow) {
        return new TestRunner(flow);
    }

    /** How many processes and how many workers in each, both at least 1. */
    public TestRunner cluster(int simulatedProcesses, int workersOfEach) {
        if (simulatedProcesses < 1 || workersOfEach < 1) {
            throw new IllegalArgumentException("expected at least one process with at least one worker, got "
                    + simulatedProcesses + " with " + workersOfEach);
        }
        processes = simulatedProcesses;
        workersPerProcess = workersOfEach;
        return this;
    }

    /** Another order of events. */
    public TestRunner seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /** The clock that the workers read and that moves on while all of them wait. */
    public TestRunner time(ManualClock newClock) {
        clock = newClock;
        return this;
    }

    /** How long an epoch lasts, not negative, 10 s unless said; zero: every batch of a source is one. */
    public TestRunner epochInterval(Duration interval) {
        if (interval.isNegative()) {
            throw new IllegalArgumentException("the epoch interval must not be negative: " + interval);
        }
        epochInterval = interval;
        return this;
    }

    /**
     * Runs until all input has ended.
     *
     * @throws FlowException when the flow failed
     * @throws io.waxwing.plan.PlanException when it has no input or no output
     * @throws IllegalStateException when nobody can go on, with where everybody is
     */
    public void run() {
        var schedule = new Schedule(seed);
        var settings = new WorkerSettings(
                epochInterval, 1 + schedule.draw(3), 1 + schedule.draw(4), Duration.ofMillis(schedule.draw(3)));
        var setup = new Simulation.Setup(plans(), workersPerProcess, settings, types(), 0, PATIENCE);
        var simulation = new Simulation(setup, new SimulatedClock(clock), schedule, Outside.NOTHING);
        RuntimeException failure = null;
        try {
            while (!simulation.isDone()) {
                simulation.next();
            }
        } catch (RuntimeException e) {
            failure = e;
        }
        for (SimulatedWorker worker : simulation.workers()) {
            try {
                worker.worker.close();
            } catch (Exception e) {
                FlowException closing = worker.probe.failure(e);
                if (failure == null) {
                    failure = closing;
                } else {
                    failure.addSuppressed(closing);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private List<Plan> plans() {
        List<Plan> plans = new ArrayList<>();
        for (int process = 0; process < processes; process++) {
            var plan = Plan.of(flow.get());
            if (process > 0 && !plan.structure().equals(plans.get(0).structure())) {
                throw new FlowException(
                        FlowException.Kind.MISMATCH,
                        "process " + process + " built another dataflow than process 0: the supplier must give the same"
                                + " steps each time",
                        null);
            }
            plans.add(plan);
        }
        return plans;
    }

    private static TypePolicy types() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return TypePolicy.of(loader == null ? ClassLoader.getSystemClassLoader() : loader, List.of());
    }
}
