package io.waxwing.testing;

import io.waxwing.plan.Plan;
import io.waxwing.recovery.EpochStore;
import io.waxwing.runtime.StateFormat;
import io.waxwing.runtime.WorkerSettings;
import io.waxwing.serde.StateCodec;
import io.waxwing.serde.TypePolicy;
import io.waxwing.testing.Interpreter.Order;
import io.waxwing.testing.Interpreter.Pair;
import io.waxwing.testing.Interpreter.Stream;
import java.time.Duration;
import java.util.ArrayList;
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
        long epochs;
        long items;
        long trace;

        void add(Tally other) {
            events += other.events;
            executions += other.executions;
            crashes += other.crashes;
            stops += other.stops;
            epochs += other.epochs;
            items += other.items;
        }
    }

    private final SplittableRandom random;
    private final World world;
    private final MemoryStore store;
    private final RandomFlow flow;
    private final double crashes;
    private final double stops;
    private final Tally tally = new Tally();
    private Simulation simulation;
    private String cluster = "";

    Episode(long seed) {
        random = new SplittableRandom(FlowFunctions.mix(17, seed));
        world = new World(random.nextLong());
        store = random.nextInt(5) == 0 ? null : new MemoryStore(1 + random.nextInt(3));
        flow = new RandomFlow(random, world, store != null);
        crashes = store != null && random.nextBoolean() ? new double[] {0.001, 0.005, 0.02}[random.nextInt(3)] : 0;
        stops = store != null && random.nextInt(4) == 0 ? 0.003 : 0;
    }

    /** Runs it; throws when anything is not as it should be. */
    Tally run() throws Exception {
        int again = store != null && random.nextInt(4) == 0 ? 1 : 0;
        boolean finished = false;
        while (!finished || again-- > 0) {
            finished = execute() || finished;
        }
        for (FlowNode node : flow.nodes) {
            if (node.op().isOutput()) {
                check(node);
            } else if (store != null && node.op().isInput()) {
                checkEnds(node);
            }
        }
        return tally;
    }

    /** One execution; true when it came to the end of all input. */
    private boolean execute() throws Exception {
        begin();
        tally.executions++;
        boolean stopped = false;
        while (!simulation.isDone()) {
            simulation.next();
            if (simulation.events() > MOST_EVENTS) {
                throw new IllegalStateException("does not end:\n" + simulation.dump());
            }
            if (tally.crashes < MOST_CRASHES && happens(crashes)) {
                tally.crashes++;
                while (random.nextInt(3) == 0) {
                    store.truncateSome(random);
                }
                end();
                return false;
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
        return !allStopped;
    }

    private boolean happens(double chance) {
        return chance > 0 && random.nextDouble() < chance;
    }

    private void begin() {
        int processes = 1 + random.nextInt(3);
        int workers = 1 + random.nextInt(processes == 1 ? 4 : 2);
        if (store != null) {
            store.begin(processes * workers, (partition, message) -> simulation.broadcast(partition, message));
        }
        world.begin(store == null ? 0 : store.resumeEpoch());
        List<Plan> plans = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            plans.add(Plan.of(new FlowMaker(world).make(flow.nodes)));
        }
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

    private void end() {
        tally.events += simulation.events();
        tally.trace = tally.trace * 31 + simulation.trace();
        if (store != null) {
            tally.epochs += store.committed() - store.resumeEpoch();
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
        store.begin(1, (partition, message) -> {});
        var states = new StateCodec(TYPES);
        Map<Object, Object> saved = new HashMap<>();
        store.saved("random." + input.name()).forEach(row -> saved.put(row.key(), states.decode(row.state())));
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
        return cluster + (store == null ? ", nothing saved" : ", " + store.partitions() + " recovery partitions") + ", "
                + tally.executions + " executions, " + tally.crashes + " crashes, " + tally.stops + " stops\n" + flow
                + (simulation == null ? "" : simulation.dump());
    }

    private final class Surroundings implements Outside {
        @Override
        public EpochStore store() {
            return store;
        }

        @Override
        public StateFormat stateFormat() {
            if (store == null) {
                return null;
            }
            var codec = new StateCodec(TYPES);
            return new StateFormat() {
                @Override
                public byte[] encode(Object state) {
                    return codec.encode(state);
                }

                @Override
                public Object decode(byte[] bytes) {
                    return codec.decode(bytes);
                }
            };
        }

        @Override
        public int possibilities() {
            return world.sleepers.size() + (store == null ? 0 : store.sealable().size());
        }

        @Override
        public void happen(int which) {
            if (which < world.sleepers.size()) {
                world.sleepers.remove(which).wake();
                return;
            }
            int partition = store.sealable().get(which - world.sleepers.size());
            try {
                store.seal(partition);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            if (random.nextBoolean()) {
                store.collectGarbage(partition);
            }
        }

        @Override
        public long committedEpoch() {
            return store == null ? Long.MAX_VALUE : store.committed();
        }
    }
}
