package io.waxwing.recovery;

import io.waxwing.recovery.SimulatedDisk.Contents;
import io.waxwing.recovery.SimulatedDisk.RowKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A partition on a simulated disk: changes are kept back until a commit, and lost without one. */
final class SimulatedPartition implements PartitionFile {
    private record Gone(RowKey key, long epoch) {}

    private final SimulatedDisk disk;
    private final int number;
    private final Contents contents;
    private final StorePoint.Watch watch;
    private final List<Runnable> uncommitted = new ArrayList<>();
    private final Deque<Gone> gone = new ArrayDeque<>();
    private long sealingFloor;

    SimulatedPartition(SimulatedDisk disk, int number, Contents contents, StorePoint.Watch watch) {
        this.disk = disk;
        this.number = number;
        this.contents = contents;
        this.watch = watch;
    }

    @Override
    public PartitionFacts facts() {
        return new PartitionFacts(
                "part-" + number,
                number,
                disk.count(),
                "store",
                contents.flowId,
                contents.sealed,
                Long.MAX_VALUE, // a simulated cluster is never down for long
                contents.floor,
                contents.executions);
    }

    @Override
    public void begin(Execution execution, String flowId) {
        disk.checkRoom();
        contents.rows.values().forEach(versions -> versions.tailMap(execution.resumeEpoch(), false)
                .clear());
        contents.rows.values().removeIf(NavigableMap::isEmpty);
        contents.sealed = execution.resumeEpoch();
        contents.executions.removeIf(earlier -> earlier.resumeEpoch() >= execution.resumeEpoch());
        contents.executions.add(execution);
        contents.flowId = flowId;
    }

    @Override
    public Rows rows(List<String> steps) {
        List<StateRow> rows = new ArrayList<>();
        contents.rows.forEach((key, versions) -> {
            if (steps.contains(key.step())) {
                var newest = versions.lastEntry();
                if (newest.getValue().state() == null) {
                    gone.add(new Gone(key, newest.getKey()));
                } else {
                    rows.add(newest.getValue());
                }
            }
        });
        Iterator<StateRow> all = rows.iterator();
        return new Rows() {
            @Override
            public StateRow next() {
                return all.hasNext() ? all.next() : null;
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    @Override
    public List<String> steps() {
        return contents.rows.keySet().stream().map(RowKey::step).distinct().toList();
    }

    @Override
    public void write(long epoch, int worker, List<StateRow> rows) {
        disk.checkRoom();
        for (StateRow row : rows) {
            var key = new RowKey(row.stepId(), HexFormat.of().formatHex(row.key()));
            if (row.state() == null) {
                gone.add(new Gone(key, epoch));
            }
            uncommitted.add(() -> {
                NavigableMap<Long, StateRow> versions = contents.rows.computeIfAbsent(key, any -> new TreeMap<>());
                Long newest = versions.floorKey(sealingFloor);
                if (newest != null) {
                    versions.headMap(newest, false).clear();
                }
                if (versions.put(epoch, row) != null) {
                    throw new IllegalStateException("a key was written twice in epoch " + epoch);
                }
            });
        }
    }

    @Override
    public void seal(long epoch, long execution, long floor) {
        disk.checkRoom();
        long newFloor = Math.max(contents.floor, floor);
        for (Gone next; (next = gone.peek()) != null && next.epoch <= newFloor; gone.remove()) {
            Gone old = next;
            uncommitted.add(() -> {
                NavigableMap<Long, StateRow> versions = contents.rows.get(old.key);
                if (versions != null) {
                    versions.headMap(old.epoch, true).clear();
                    if (versions.isEmpty()) {
                        contents.rows.remove(old.key);
                    }
                }
            });
        }
        sealingFloor = floor;
        watch.at(StorePoint.COLLECTED);
        watch.at(StorePoint.BEFORE_COMMIT);
        uncommitted.forEach(Runnable::run);
        uncommitted.clear();
        contents.sealed = epoch;
        contents.floor = newFloor;
    }

    @Override
    public void close() {
        uncommitted.clear();
    }
}
