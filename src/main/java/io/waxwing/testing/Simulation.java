package io.waxwing.testing;

import io.waxwing.chain.Specializer;
import io.waxwing.exchange.Courier;
import io.waxwing.exchange.Message;
import io.waxwing.plan.Plan;
import io.waxwing.runtime.KryoWireFormat;
import io.waxwing.runtime.Mailbox;
import io.waxwing.runtime.Worker;
import io.waxwing.runtime.WorkerPlace;
import io.waxwing.runtime.WorkerServices;
import io.waxwing.runtime.WorkerSettings;
import io.waxwing.serde.TypePolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * A cluster on one thread: workers that are stepped, messages that are delivered and time that passes, one thing after the other,
 * as a seed has it.
 *
 * <pre>
 *   Schedule -> step a worker | deliver a message | let something happen outside
 *                 nothing of all that: time passes until the first worker wakes
 *                 time does not help either: it is stuck, and says how
 * </pre>
 */
final class Simulation {
    /**
     * What is simulated.
     *
     * @param plans one per process
     * @param driftNanos time that may pass between two events, at most; 0: it passes only while all wait
     * @param patience how often in a row time may pass without anything happening
     */
    record Setup(
            List<Plan> plans,
            int workersPerProcess,
            WorkerSettings settings,
            TypePolicy types,
            int driftNanos,
            int patience) {
        int processes() {
            return plans.size();
        }
    }

    private static final int MAX_PAYLOAD = 1 << 24;

    private final Setup setup;
    private final SimulatedClock clock;
    private final Schedule schedule;
    private final Outside outside;
    private final Lanes lanes;
    private final Bounds bounds;
    private final List<SimulatedWorker> workers = new ArrayList<>();
    private int fruitless;
    private long events;
    private long trace;

    Simulation(Setup setup, SimulatedClock clock, Schedule schedule, Outside outside) {
        this.setup = setup;
        this.clock = clock;
        this.schedule = schedule;
        this.outside = outside;
        this.lanes = new Lanes(setup.processes(), setup.workersPerProcess);
        this.bounds = new Bounds(setup.plans.get(0), setup.settings);
        for (int process = 0; process < setup.processes(); process++) {
            var specializer = Specializer.sharing();
            for (int i = 0; i < setup.workersPerProcess; i++) {
                workers.add(worker(process, workers.size(), specializer));
            }
        }
    }

    private SimulatedWorker worker(int process, int index, Specializer specializer) {
        var mailbox = new Mailbox();
        Courier courier = lanes.courier(index);
        var services = new WorkerServices(
                clock,
                mailbox,
                courier,
                new KryoWireFormat(setup.types, MAX_PAYLOAD),
                specializer,
                outside.store(process),
                outside.stateFormat());
        var place = new WorkerPlace(index, setup.processes(), setup.workersPerProcess);
        return new SimulatedWorker(
                new Worker(setup.plans.get(process), place, setup.settings, services), mailbox, clock);
    }

    List<SimulatedWorker> workers() {
        return workers;
    }

    /** Sends from outside to all workers; from one sender it comes in order. */
    void broadcast(int sender, Message message) {
        for (int to = 0; to < workers.size(); to++) {
            lanes.put(Lanes.CONTROL - 1, sender, to, message);
        }
    }

    boolean isDone() {
        return workers.stream().allMatch(SimulatedWorker::isDone);
    }

    /** Events so far. */
    long events() {
        return events;
    }

    /** A hash of all that happened, to tell whether two runs were the same. */
    long trace() {
        return trace;
    }

    /** Lets one thing happen. */
    void next() {
        events++;
        if (setup.driftNanos > 0 && schedule.draw(4) == 0) {
            clock.advance(schedule.draw(setup.driftNanos));
        }
        if (schedule.draw(24) == 0) {
            SimulatedWorker any = workers.get(schedule.draw(workers.size()));
            if (!any.isRunnable()) {
                any.poke();
            }
        }
        schedule.clear();
        List<SimulatedWorker> runnable = new ArrayList<>(workers.size());
        for (SimulatedWorker worker : workers) {
            if (worker.isRunnable()) {
                runnable.add(worker);
                schedule.add(Schedule.Kind.STEP, worker.index());
            }
        }
        for (Lanes.Lane lane : lanes.waiting()) {
            schedule.add(Schedule.Kind.DELIVER, lane.to());
        }
        int others = outside.possibilities();
        for (int i = 0; i < others; i++) {
            schedule.add(Schedule.Kind.OUTSIDE, -1 - i);
        }
        if (schedule.size() == 0) {
            passTime();
            return;
        }
        happen(schedule.pick(), runnable);
    }

    private void happen(int picked, List<SimulatedWorker> runnable) {
        int which = picked;
        trace = trace * 31 + which + 1;
        if (which < runnable.size()) {
            step(runnable.get(which));
            return;
        }
        which -= runnable.size();
        fruitless = 0;
        if (which < lanes.waiting().size()) {
            Lanes.Lane lane = lanes.waiting().get(which);
            Message message = lanes.take(lane);
            workers.get(lane.to()).mailbox.offer(message);
            return;
        }
        outside.happen(which - lanes.waiting().size());
    }

    private void step(SimulatedWorker worker) {
        boolean progress = worker.step();
        trace = trace * 31 + (progress ? 1 : 2);
        if (progress) {
            fruitless = 0;
            bounds.check(worker, workers.size());
            bounds.check(workers, outside.committedEpoch());
        }
    }

    private void passTime() {
        if (fruitless++ > setup.patience) {
            throw new IllegalStateException("the cluster is stuck:\n" + dump());
        }
        long least = Long.MAX_VALUE;
        for (SimulatedWorker worker : workers) {
            if (!worker.isDone()) {
                least = Math.min(least, worker.wakesAt());
            }
        }
        clock.advance(least - clock.nanos());
    }

    /** Where everybody is. */
    String dump() {
        var text = new StringBuilder();
        workers.forEach(worker -> text.append("  ").append(worker).append('\n'));
        lanes.waiting().forEach(lane -> text.append("  ").append(lane).append('\n'));
        return text.toString();
    }
}
