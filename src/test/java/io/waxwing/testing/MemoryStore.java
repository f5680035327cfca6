package io.waxwing.testing;

import io.waxwing.exchange.Message;
import io.waxwing.exchange.StableHash;
import io.waxwing.recovery.EpochRows;
import io.waxwing.recovery.EpochStore;
import io.waxwing.recovery.StateRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * A store in memory by rules 25, 26, 31 and 32 of the protocol: versions by epoch, a seal per partition, commits when all have sealed,
 * truncation before an execution begins. What was delivered but not sealed is lost in a crash.
 */
final class MemoryStore implements EpochStore {
    private record RowKey(String stepId, Object key) {}

    private static final byte[] GONE = {};

    private final List<Map<RowKey, NavigableMap<Long, byte[]>>> partitions = new ArrayList<>();
    private final long[] seals;
    /** The newest epoch that each partition has sealed in this execution. */
    private final long[] sealedNow;

    private final NavigableMap<Long, Map<Integer, EpochRows>> delivered = new TreeMap<>();
    private long resume;
    private int workers;
    private BiConsumer<Integer, Message> announce = (partition, message) -> {};

    MemoryStore(int count) {
        seals = new long[count];
        sealedNow = new long[count];
        for (int i = 0; i < count; i++) {
            partitions.add(new LinkedHashMap<>());
        }
    }

    /** Truncates all partitions to the last commit, from which the execution goes on. */
    void begin(int clusterWorkers, BiConsumer<Integer, Message> announcement) {
        delivered.clear();
        resume = committed();
        for (int i = 0; i < seals.length; i++) {
            truncate(i);
        }
        Arrays.fill(sealedNow, resume);
        workers = clusterWorkers;
        announce = announcement;
    }

    /** A crash in the middle of a truncation leaves some partitions as they were. */
    void truncateSome(SplittableRandom random) {
        resume = committed();
        for (int i = 0; i < seals.length; i++) {
            if (random.nextBoolean()) {
                truncate(i);
            }
        }
    }

    private void truncate(int partition) {
        partitions.get(partition).values().forEach(versions -> versions.tailMap(resume, false)
                .clear());
        seals[partition] = resume;
    }

    /** The newest epoch that all have sealed. */
    long committed() {
        return Arrays.stream(seals).min().orElseThrow();
    }

    @Override
    public int partitions() {
        return seals.length;
    }

    @Override
    public long resumeEpoch() {
        return resume;
    }

    @Override
    public List<StateRow> saved(String stepId) {
        List<StateRow> rows = new ArrayList<>();
        for (var partition : partitions) {
            partition.forEach((key, versions) -> {
                var newest = versions.floorEntry(resume);
                if (key.stepId.equals(stepId) && newest != null && newest.getValue() != GONE) {
                    rows.add(new StateRow(stepId, key.key, newest.getValue()));
                }
            });
        }
        return rows;
    }

    @Override
    public void deliver(EpochRows rows) {
        var before =
                delivered.computeIfAbsent(rows.epoch(), any -> new HashMap<>()).put(rows.worker(), rows);
        if (before != null) {
            throw new IllegalStateException("worker " + rows.worker() + " closed epoch " + rows.epoch() + " twice");
        }
    }

    /** Partitions that may seal their next epoch. */
    List<Integer> sealable() {
        List<Integer> sealable = new ArrayList<>();
        for (int i = 0; i < seals.length; i++) {
            if (delivered.getOrDefault(sealedNow[i] + 1, Map.of()).size() == workers) {
                sealable.add(i);
            }
        }
        return sealable;
    }

    /** One partition writes the rows of its next epoch and the seal, and says so. */
    void seal(int partition) throws Exception {
        long epoch = sealedNow[partition] + 1;
        Map<Integer, EpochRows> all = delivered.getOrDefault(epoch, Map.of());
        for (EpochRows rows : all.values()) {
            for (var sink : rows.sinks()) {
                sink.makeDurable();
            }
            for (StateRow row : rows.rows()) {
                if (partitionOf(row) == partition) {
                    byte[] state = row.state();
                    partitions
                            .get(partition)
                            .computeIfAbsent(new RowKey(row.stepId(), row.key()), any -> new TreeMap<>())
                            .put(epoch, state == null ? GONE : state);
                }
            }
        }
        sealedNow[partition] = epoch;
        seals[partition] = Math.max(seals[partition], epoch);
        if (Arrays.stream(sealedNow).min().orElseThrow() >= epoch) {
            delivered.headMap(epoch, true).clear();
        }
        announce.accept(partition, new Message.Sealed(partition, epoch));
    }

    private int partitionOf(StateRow row) {
        return StableHash.scale(StableHash.of(row.key()) + 31 * StableHash.of(row.stepId()), seals.length);
    }

    /** Drops versions that no resume can ask for. */
    void collectGarbage(int partition) {
        long committed = committed();
        partitions.get(partition).values().removeIf(versions -> {
            Long newest = versions.floorKey(committed);
            if (newest != null) {
                boolean gone = versions.get(newest) == GONE;
                versions.headMap(newest, gone).clear();
            }
            return versions.isEmpty();
        });
    }
}
