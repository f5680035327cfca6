package io.waxwing.recovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The disks of a simulated cluster: recovery partitions of which a crash leaves what was committed, and nothing else. Partitions move
 * between processes from one execution to the next as people move files.
 */
public final class SimulatedDisk {
    /** A key of a step; ordered, so that a seed gives the same run. */
    record RowKey(String step, String key) implements Comparable<RowKey> {
        @Override
        public int compareTo(RowKey other) {
            int steps = step.compareTo(other.step);
            return steps != 0 ? steps : key.compareTo(other.key);
        }
    }

    /** What is committed in one partition. */
    static final class Contents {
        final TreeMap<RowKey, NavigableMap<Long, StateRow>> rows = new TreeMap<>();
        String flowId;
        long sealed;
        long floor;
        List<Execution> executions = new ArrayList<>();

        Contents copy() {
            var copy = new Contents();
            rows.forEach((key, versions) -> copy.rows.put(key, new TreeMap<>(versions)));
            copy.flowId = flowId;
            copy.sealed = sealed;
            copy.floor = floor;
            copy.executions = new ArrayList<>(executions);
            return copy;
        }
    }

    private final SplittableRandom random;
    private final int wanted;
    private final List<Contents> partitions = new ArrayList<>();
    private int[] places = {};
    private boolean shared;
    private boolean full;
    private int executions;

    /** Disks with no store on them yet; one of so many partitions will be made. */
    public SimulatedDisk(SplittableRandom random, int partitions) {
        this.random = random;
        this.wanted = partitions;
    }

    /** A new execution with so many processes. */
    public void begin(int processes) {
        full = false;
        executions++;
        shared = random.nextBoolean();
        places = new int[wanted];
        for (int i = 0; i < wanted; i++) {
            places[i] = partitions.isEmpty() ? 0 : random.nextInt(processes);
        }
    }

    /** From now on nothing more can be written. */
    public void fill() {
        full = true;
    }

    void checkRoom() {
        if (full) {
            throw new RecoveryException("the disk is full");
        }
    }

    public int partitions() {
        return wanted;
    }

    /** The newest epoch that all have sealed. */
    public long committed() {
        return partitions.stream().mapToLong(contents -> contents.sealed).min().orElse(0);
    }

    /** Rows of a step as of the last commit. */
    public List<StateRow> saved(String step) {
        List<StateRow> saved = new ArrayList<>();
        long committed = committed();
        for (Contents contents : partitions) {
            contents.rows.forEach((key, versions) -> {
                Map.Entry<Long, StateRow> newest = versions.floorEntry(committed);
                if (key.step.equals(step) && newest != null && newest.getValue().state() != null) {
                    saved.add(newest.getValue());
                }
            });
        }
        return saved;
    }

    /** Number of versions of the key that has most. */
    public int mostVersions() {
        return partitions.stream()
                .flatMap(contents -> contents.rows.values().stream())
                .mapToInt(Map::size)
                .max()
                .orElse(0);
    }

    /** Names the current execution. */
    String generation() {
        return "run " + executions;
    }

    /** A partition that has sealed more than others; -1 when there is none. */
    public int ahead() {
        long committed = committed();
        for (int i = 0; i < partitions.size(); i++) {
            if (partitions.get(i).sealed > committed) {
                return i;
            }
        }
        return -1;
    }

    /** A copy of a partition as it is now; null when there is no store. */
    public Object copyOf(int partition) {
        return partitions.isEmpty() ? null : partitions.get(partition).copy();
    }

    /** Puts a copy in the place of a partition; gives what was there. */
    public Object replace(int partition, Object copy) {
        return partitions.set(partition, ((Contents) copy).copy());
    }

    /** What a process sees of the disks. */
    Storage storage(int process, StorePoint.Watch watch) {
        return new Storage() {
            @Override
            public Listing list() {
                List<Integer> seen = new ArrayList<>();
                for (int i = 0; i < partitions.size(); i++) {
                    if (shared || places[i] == process) {
                        seen.add(i);
                    }
                }
                return new Listing(shared ? "one for all" : "of process " + process, seen);
            }

            @Override
            public void create(int count) {
                watch.at(StorePoint.STAGED);
                for (int i = 0; i < wanted; i++) {
                    partitions.add(new Contents());
                }
                Arrays.fill(places, process);
                watch.at(StorePoint.PLACED);
            }

            @Override
            public PartitionFile open(int partition) {
                return new SimulatedPartition(SimulatedDisk.this, partition, partitions.get(partition), watch);
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
    }

    int count() {
        return partitions.size();
    }
}
