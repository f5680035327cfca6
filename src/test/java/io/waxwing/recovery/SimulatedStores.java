package io.waxwing.recovery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** The stores of all processes of a simulated cluster, and what they say to each other: a lane per pair and kind. */
public final class SimulatedStores {
    /** What they reach of the cluster. */
    public interface Surroundings {
        void sealed(int partition, long epoch);

        void wake(int worker);
    }

    private record Packet(int from, byte[] bytes) {}

    private final List<StoreNode> nodes = new ArrayList<>();
    private final List<Deque<Packet>> lanes = new ArrayList<>();
    private final boolean[] busy;
    private final List<String> lines = new ArrayList<>();
    private final int processes;

    public SimulatedStores(
            SimulatedDisk disk,
            StoreCluster[] places,
            RecoveryConfig config,
            List<String> steps,
            Set<String> positioned,
            Surroundings surroundings,
            LongSupplier nanos,
            StorePoint.Watch watch) {
        processes = places.length;
        busy = new boolean[processes];
        for (int i = 0; i < processes * processes * 2; i++) {
            lanes.add(new ArrayDeque<>());
        }
        for (int process = 0; process < processes; process++) {
            int from = process;
            var settings = new StoreSettings(places[process], config, "random", steps, positioned, disk.generation());
            nodes.add(new StoreNode(settings, disk.storage(process, watch), link(from, surroundings), nanos, watch));
        }
    }

    private StoreLink link(int from, Surroundings surroundings) {
        return new StoreLink() {
            @Override
            public void send(int process, byte[] message, boolean bulk) {
                lanes.get((from * processes + process) * 2 + (bulk ? 1 : 0)).add(new Packet(from, message));
            }

            @Override
            public void sealed(int partition, long epoch) {
                surroundings.sealed(partition, epoch);
            }

            @Override
            public void wake(int worker) {
                surroundings.wake(worker);
            }

            @Override
            public void status(String line) {
                lines.add(line);
            }
        };
    }

    public StoreNode node(int process) {
        return nodes.get(process);
    }

    public void begin() {
        nodes.forEach(StoreNode::begin);
    }

    public boolean isResumed() {
        return nodes.stream().allMatch(StoreNode::isResumed);
    }

    public String firstLine() {
        return lines.get(0);
    }

    private List<Runnable> choices() {
        List<Runnable> choices = new ArrayList<>();
        for (int i = 0; i < lanes.size(); i++) {
            Deque<Packet> lane = lanes.get(i);
            int to = i / 2 % processes;
            if (!lane.isEmpty()) {
                choices.add(() -> {
                    Packet packet = lane.remove();
                    nodes.get(to).receive(packet.from, packet.bytes);
                });
            }
        }
        for (int i = 0; i < processes; i++) {
            int process = i;
            if (busy[i] || nodes.get(i).hasEvents()) {
                choices.add(() -> busy[process] = nodes.get(process).step());
            }
        }
        return choices;
    }

    /** How many things may happen. */
    public int possibilities() {
        return choices().size();
    }

    /** Lets one happen. */
    public void happen(int which) {
        choices().get(which).run();
    }

    /** After a run that went well. */
    public void close() {
        nodes.forEach(StoreNode::close);
    }
}
