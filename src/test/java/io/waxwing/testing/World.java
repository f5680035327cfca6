package io.waxwing.testing;

import io.waxwing.connector.PartitionContext;
import io.waxwing.testing.Interpreter.Pair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** What outlives executions: the data of sources, what sinks have been given, the clock; and the draws of what sources do. */
final class World {
    /** What a sink was given, and in which epoch. */
    record Written(String item, Object key, long epoch) {}

    /** A file of a partitioned sink: items, and how many of them would outlive a crash. */
    static final class SinkFile {
        final List<Object> items = new ArrayList<>();
        int durable;
    }

    final SplittableRandom random;
    final Map<Integer, List<List<Object>>> inputs = new HashMap<>();
    final Map<Integer, List<Written>> written = new HashMap<>();
    final Map<Integer, Map<String, SinkFile>> files = new HashMap<>();
    final List<PartitionContext> sleepers = new ArrayList<>();
    private final SimulatedClock clock = new SimulatedClock(ManualClock.at(Instant.parse("2026-01-01T00:00:00Z")));
    private long resumeEpoch;
    private final List<LongSupplier> epochs = new ArrayList<>();

    World(long seed) {
        random = new SplittableRandom(seed);
    }

    SimulatedClock clock() {
        return clock;
    }

    /** The epoch from which the execution goes on. */
    long resumeEpoch() {
        return resumeEpoch;
    }

    /** A new execution: sinks are rolled back to what was committed. */
    void begin(long resume) {
        resumeEpoch = resume;
        sleepers.clear();
        epochs.clear();
        written.values().forEach(items -> items.removeIf(item -> item.epoch > resumeEpoch));
        files.values().forEach(byName -> byName.values().forEach(file -> {
            // what was not made durable may be there after a crash, or not
            int kept = file.durable + random.nextInt(file.items.size() - file.durable + 1);
            file.items.subList(kept, file.items.size()).clear();
        }));
    }

    /** Workers of the execution that begins, by index. */
    void workers(List<SimulatedWorker> workers) {
        workers.forEach(worker -> epochs.add(worker.worker::epoch));
    }

    /** The epoch of a worker, as its sinks see it. */
    long epochOf(int worker) {
        return epochs.get(worker).getAsLong();
    }

    void inspected(long epoch, int worker) {
        if (epoch != epochOf(worker)) {
            throw new IllegalStateException("worker " + worker + " is in epoch " + epochOf(worker) + ", not " + epoch);
        }
    }

    /** All that a sink has, in order of arrival; by partition for partitioned ones. */
    List<Pair> output(FlowNode node, boolean keyed) {
        List<Pair> all = new ArrayList<>();
        if (node.op().isPartitionedOutput()) {
            files.getOrDefault(node.id(), Map.of())
                    .values()
                    .forEach(file -> file.items.forEach(item -> {
                        all.add(SimulatedSink.pair(item, keyed));
                    }));
        } else {
            written.getOrDefault(node.id(), List.of()).forEach(item -> all.add(new Pair(item.key, item.item)));
        }
        return all;
    }
}
