package io.waxwing.testing;

import io.waxwing.exchange.Message;
import io.waxwing.plan.Plan;
import io.waxwing.recovery.EpochStore;
import io.waxwing.recovery.RecoveryConfig;
import io.waxwing.recovery.RecoveryException;
import io.waxwing.recovery.SimulatedDisk;
import io.waxwing.recovery.SimulatedStores;
import io.waxwing.recovery.StoreCluster;
import io.waxwing.recovery.StorePoint;
import io.waxwing.runtime.KryoStateFormat;
import io.waxwing.runtime.SavedSteps;
import io.waxwing.runtime.StateFormat;
import io.waxwing.runtime.WorkerSettings;
import io.waxwing.serde.TypePolicy;
import io.waxwing.testing.Interpreter.Order;
import io.waxwing.testing.Interpreter.Pair;
import io.waxwing.testing.Interpreter.Stream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** One seed: a random flow, run by clusters of several sizes one after the other, through crashes and stops, to its end. */
final class Episode {
    private static final int MOST_EVENTS = 1_000_000;
    private static final int MOST_CRASHES = 5;
    private static final TypePolicy TYPES = TypePolicy.forOwnNames(
            Episode.class.getClassLoader(), name -> name.startsWith("io.waxwing.testing."), List.of());

    /** What happened, over all executions. */
    static final class Tally {
        long events;
        long executions;
        long crashes;
        long stops;
        long refusals;
        long restores;
        long epochs;
        long items;
        long trace;
        final Map<StorePoint, Long> crashedAt = new EnumMap<>(StorePoint.class);

        void add(Tally other) {
            events += other.events;
            executions += other.executions;
            crashes += other.crashes;
            stops += other.stops;
            refusals += other.refusals;
            restores += other.restores;
            other.crashedAt.forEach((point, count) -> crashedAt.merge(point, count, Long::sum));
            epochs += other.epochs;
            items += other.items;
        }
    }

    /** A cluster goes down, all of it. */
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;

        Crash(StorePoint point) {
            super(point.name(), null, false, false);
        }
    }

    /** A partition as it once was. */
    private record Copy(int partition, Object contents) {}

    private final SplittableRandom random;
    private final World world;
    private final SimulatedDisk disk;
    private final RandomFlow flow;
    private final double crashes;
    private final double crashesOfStore;
    private final double stops;
    private final Duration backupInterval;
    private final Tally tally = new Tally();
    private Simulation simulation;
    private SimulatedStores stores;
    private Copy copy;
    /** All partitions as they once were; null: there is none. */
    private List<Object> backup;

    private long backupEpoch;

    private Copy replaced;
    private boolean finished;
    private String cluster = "";

    Episode(long seed) {
        random = new SplittableRandom(FlowFunctions.mix(17, seed));
        world = new World(random.nextLong());
        disk = random.nextInt(5) == 0 ? null : new SimulatedDisk(random.split(), 1 + random.nextInt(4));
        flow = new RandomFlow(random, world, disk != null);
        crashes = disk != null && random.nextBoolean() ? new double[] {0.001, 0.005, 0.02}[random.nextInt(3)] : 0;
        crashesOfStore = disk != null && random.nextBoolean() ? new double[] {0.002, 0.02}[random.nextInt(2)] : 0;
        stops = disk != null && random.nextInt(4) == 0 ? 0.003 : 0;
        int[] keep = {0, 0, 0, 0, 0, random.nextInt(100), random.nextInt(100), 1_000_000};
        backupInterval = Duration.ofMillis(keep[random.nextInt(keep.length)]);
    }

    /** Runs it; throws when anything is not as it should be. */
    Tally run() throws Exception {
        int again = disk != null && random.nextInt(4) == 0 ? 1 : 0;
        while (!finished || again-- > 0) {
            finished = execute() || finished;
        }
        for (FlowNode node : flow.nodes) {
            if (node.op().isOutput()) {
                check(node);
            } else if (disk != null && node.op().isInput()) {
                checkEnds(node);
            }
        }
        return tally;
    }

    /** One execution; true when it came to the end of all input. */
    private boolean execute() throws Exception {
        tally.executions++;
        try {
            begin();
            return goOn();
        } catch (Crash e) {
            crashed(StorePoint.valueOf(e.getMessage()));
            return false;
        } catch (RecoveryException e) {
            if (!"the disk is full".equals(e.getMessage())) {
                throw e;
            }
            tally.crashes++;
            end();
            return false;
        }
    }

    private void crashed(StorePoint at) {
        tally.crashes++;
        tally.crashedAt.merge(at, 1L, Long::sum);
        end();
    }

    private boolean goOn() throws Exception {
        boolean stopped = false;
        while (!simulation.isDone()) {
            simulation.next();
            if (simulation.events() > MOST_EVENTS) {
                throw new IllegalStateException("does not end:\n" + simulation.dump());
            }
            if (tally.crashes < MOST_CRASHES && happens(crashes)) {
                tally.crashes++;
                end();
                return false;
            }
            if (disk != null && tally.crashes < MOST_CRASHES && happens(crashes / 20)) {
                disk.fill();
            }
            if (!stopped && happens(stops)) {
                stopped = true;
                List<SimulatedWorker> workers = simulation.workers();
                workers.get(random.nextInt(workers.size())).mailbox.requestStop();
            }
        }
        end();
        List<SimulatedWorker> workers = simulation.workers();
        for (SimulatedWorker worker : workers) {
            worker.worker.close();
        }
        boolean allStopped = workers.stream().allMatch(worker -> worker.worker.isStopped());
        boolean anyStopped = workers.stream().anyMatch(worker -> worker.worker.isStopped());
        boolean sameEpoch = workers.stream()
                        .mapToLong(worker -> worker.worker.epoch())
                        .distinct()
                        .count()
                == 1;
        if (allStopped != anyStopped || !sameEpoch) {
            throw new IllegalStateException("workers left in different ways:\n" + simulation.dump());
        }
        if (allStopped) {
            tally.stops++;
        }
        if (stores != null) {
            stores.close();
        }
        return !allStopped;
    }

    private boolean happens(double chance) {
        return chance > 0 && random.nextDouble() < chance;
    }

    private void begin() {
        int processes = 1 + random.nextInt(3);
        int workers = 1 + random.nextInt(processes == 1 ? 4 : 2);
        simulation = null;
        stores = null;
        cluster = processes + " x " + workers;
        List<Plan> plans = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            plans.add(Plan.of(new FlowMaker(world).make(flow.nodes)));
        }
        if (disk != null) {
            beginStores(plans.get(0), processes, workers);
        }
        world.begin(stores == null ? 0 : stores.node(0).resumeEpoch());
        int[] intervals = {0, 0, 1, 1, 5, 20, 10_000};
        var settings = new WorkerSettings(
                Duration.ofMillis(intervals[random.nextInt(intervals.length)]),
                1 + random.nextInt(3),
                1 + random.nextInt(4),
                Duration.ofMillis(random.nextInt(3)));
        int[] drifts = {0, 50_000, 1_000_000, 4_000_000};
        var setup = new Simulation.Setup(plans, workers, settings, TYPES, drifts[random.nextInt(drifts.length)], 2000);
        simulation = new Simulation(setup, world.clock(), new Schedule(random.nextLong()), new Surroundings());
        world.workers(simulation.workers());
        cluster = processes + " x " + workers + " " + settings;
    }

    /**
     * Opens the stores, now and then with an older copy in the place of a partition: that must be refused, or make no difference. All
     * partitions together may be put back, too, after which other epochs have the numbers of those that were given up.
     */
    private void beginStores(Plan plan, int processes, int workers) {
        if (disk.committed() < backupEpoch) {
            backup = null; // of a history that was given up: its outputs are gone, too
        }
        if (backup != null && replaced == null && random.nextInt(4) == 0) {
            for (int i = 0; i < backup.size(); i++) {
                disk.replace(i, backup.get(i));
            }
            finished = false;
            tally.restores++;
            if (backup.size() == 1) {
                copy = null; // no other partition could tell that it is of a history that was given up
            }
            backup = null;
        }
        disk.begin(processes);
        if (copy != null && replaced == null && random.nextInt(3) == 0) {
            replaced = new Copy(copy.partition, disk.replace(copy.partition, copy.contents));
            copy = null;
        }
        if (replaced != null) {
            try {
                finished = false; // an older state must be worked off again
                openStores(plan, processes, workers);
                replaced = null;
                return;
            } catch (RecoveryException e) {
                if (!String.valueOf(e.getMessage()).contains("older copy")) {
                    throw e;
                }
                tally.refusals++;
                disk.replace(replaced.partition, replaced.contents);
                replaced = null;
                disk.begin(processes);
            }
        }
        keepCopies();
        openStores(plan, processes, workers);
    }

    /** Of one partition, of one that is ahead most of all: its last epoch will be given up. And of all. */
    private void keepCopies() {
        int ahead = disk.ahead();
        if (ahead >= 0 ? random.nextInt(4) != 0 : copy == null && random.nextInt(4) == 0) {
            int partition = ahead >= 0 ? ahead : random.nextInt(disk.partitions());
            Object contents = disk.copyOf(partition);
            copy = contents == null ? null : new Copy(partition, contents);
        }
        if (disk.copyOf(0) != null && backup == null && random.nextInt(4) == 0) {
            backup = new ArrayList<>();
            backupEpoch = disk.committed();
            for (int i = 0; i < disk.partitions(); i++) {
                backup.add(disk.copyOf(i));
            }
        }
    }

    private void openStores(Plan plan, int processes, int workers) {
        var places = new StoreCluster[processes];
        for (int i = 0; i < processes; i++) {
            places[i] = new StoreCluster(i, processes, workers);
        }
        SavedSteps saved = SavedSteps.of(plan);
        var config = new RecoveryConfig(Path.of("none"), disk.partitions(), backupInterval);
        stores = new SimulatedStores(
                disk,
                places,
                config,
                saved.ids(),
                saved.positioned(),
                new Around(),
                () -> world.clock().nanos(),
                this::passed);
        stores.begin();
        while (!stores.isResumed()) {
            int possible = stores.possibilities();
            if (possible == 0) {
                throw new IllegalStateException("the stores are stuck before the start");
            }
            stores.happen(random.nextInt(possible));
            if (tally.crashes < MOST_CRASHES && happens(crashes)) {
                throw new Crash(StorePoint.OPENED);
            }
        }
        if (stores.node(0).resumeEpoch() < backupEpoch) {
            backup = null;
        }
    }

    /** A store comes to one of its points. */
    private void passed(StorePoint point) {
        if (tally.crashes < MOST_CRASHES && happens(crashesOfStore)) {
            throw new Crash(point);
        }
    }

    private final class Around implements SimulatedStores.Surroundings {
        @Override
        public void sealed(int partition, long epoch) {
            simulation.broadcast(partition, new Message.Sealed(partition, epoch));
        }

        @Override
        public void wake(int worker) {
            if (simulation != null) {
                simulation.workers().get(worker).mailbox.wake();
            }
        }
    }

    private void end() {
        if (simulation != null) {
            tally.events += simulation.events();
            tally.trace = tally.trace * 31 + simulation.trace();
            if (stores != null) {
                tally.epochs += disk.committed() - stores.node(0).resumeEpoch();
            }
        }
    }

    private void check(FlowNode node) {
        Stream expected = flow.streams.get(node.inputs().get(0));
        List<Pair> got = world.output(node, expected.keyed());
        tally.items += got.size();
        List<String> wanted = texts(expected.items());
        List<String> found = texts(got);
        List<String> sorted = found.stream().sorted().toList();
        if (!sorted.equals(wanted.stream().sorted().toList())) {
            throw new IllegalStateException("output " + node.name() + " has " + sorted + ", but should have "
                    + wanted.stream().sorted().toList());
        }
        boolean oneFile = !node.op().isPartitionedOutput() || node.id() % 3 == 0;
        boolean ordered = expected.order() == Order.TOTAL && oneFile
                ? found.equals(wanted)
                : expected.order() == Order.NONE
                        || !expected.keyed()
                        || byKey(got).equals(byKey(expected.items()));
        if (!ordered) {
            throw new IllegalStateException(
                    "output " + node.name() + " has " + found + ", but the order should be that of " + wanted);
        }
    }

    /** The saved positions are those behind the ends. */
    private void checkEnds(FlowNode input) {
        var states = new KryoStateFormat(TYPES);
        Map<Object, Object> saved = new HashMap<>();
        disk.saved("random." + input.name())
                .forEach(row -> saved.put(states.decodeKey(row.key()), states.decode(row.state())));
        List<List<Object>> partitions = world.inputs.get(input.id());
        for (int i = 0; i < partitions.size(); i++) {
            if (!Integer.valueOf(partitions.get(i).size() + 1).equals(saved.get("p" + i))) {
                throw new IllegalStateException("the saved positions of " + input.name() + " are " + saved
                        + ", not behind the ends of " + partitions);
            }
        }
    }

    private static List<String> texts(List<Pair> pairs) {
        return pairs.stream().map(Pair::toString).toList();
    }

    private static Map<Object, List<String>> byKey(List<Pair> pairs) {
        Map<Object, List<String>> groups = new HashMap<>();
        pairs.forEach(pair ->
                groups.computeIfAbsent(pair.key(), any -> new ArrayList<>()).add(String.valueOf(pair.value())));
        return groups;
    }

    /** The flow and the cluster, for a report. */
    String describe() {
        return cluster + (disk == null ? ", nothing saved" : ", " + disk.partitions() + " recovery partitions") + ", "
                + tally.executions + " executions, " + tally.crashes + " crashes, " + tally.stops + " stops\n" + flow
                + (simulation == null ? "" : simulation.dump());
    }

    private final class Surroundings implements Outside {
        @Override
        public EpochStore store(int process) {
            return stores == null ? null : stores.node(process);
        }

        @Override
        public StateFormat stateFormat() {
            return disk == null ? null : new KryoStateFormat(TYPES);
        }

        @Override
        public int possibilities() {
            return world.sleepers.size() + (stores == null ? 0 : stores.possibilities());
        }

        @Override
        public void happen(int which) {
            if (which < world.sleepers.size()) {
                world.sleepers.remove(which).wake();
                return;
            }
            stores.happen(which - world.sleepers.size());
        }

        @Override
        public long committedEpoch() {
            return disk == null ? Long.MAX_VALUE : disk.committed();
        }
    }
}
