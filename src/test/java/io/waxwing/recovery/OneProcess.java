package io.waxwing.recovery;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A store of one process with one worker in a real directory, driven by hand, and what must be in it. */
final class OneProcess implements StoreLink, AutoCloseable {
    static final int KEYS = 40;
    private final StoreNode node;
    private final int partitions;
    private int sealed;

    OneProcess(Path directory, int partitions, String flow) {
        this(directory, partitions, flow, Duration.ZERO);
    }

    OneProcess(Path directory, int partitions, String flow, Duration backup) {
        this(directory, partitions, flow, backup, StorePoint.Watch.NONE);
    }

    OneProcess(Path directory, int partitions, String flow, Duration backup, StorePoint.Watch watch) {
        this.partitions = partitions;
        var settings = new StoreSettings(
                new StoreCluster(0, 1, 1),
                new RecoveryConfig(directory, partitions, backup),
                flow,
                List.of("in", "state"),
                Set.of("in"),
                "run of " + System.identityHashCode(this));
        node = StoreNode.of(settings, this, watch);
        try {
            node.begin();
            while (!node.isResumed()) {
                node.step();
            }
        } catch (RuntimeException e) {
            try {
                node.close();
            } catch (RuntimeException also) {
                e.addSuppressed(also);
            }
            throw e;
        }
    }

    long resumeEpoch() {
        return node.resumeEpoch();
    }

    /** What was saved, as "key" to "value". */
    Map<String, String> load() {
        Map<String, String> state = new TreeMap<>();
        while (!node.isLoaded(0)) {
            List<StateRow> rows = node.takeLoaded(0);
            if (rows == null) {
                node.step();
            } else {
                rows.forEach(row -> state.put(text(row.key()), text(row.state())));
            }
        }
        node.positions("in").forEach(row -> state.put(text(row.key()), text(row.state())));
        return state;
    }

    /** Goes through epochs up to this one. */
    void runTo(long epoch) {
        load();
        for (long e = node.resumeEpoch() + 1; e <= epoch; e++) {
            sealed = 0;
            node.deliver(new EpochRows(0, e, rows(e), List.of()));
            while (sealed < partitions) {
                node.step();
            }
        }
    }

    /** What changes in an epoch: a third of the keys, of which some go. */
    private static List<StateRow> rows(long epoch) {
        List<StateRow> rows = new ArrayList<>();
        for (int key = 0; key < KEYS; key++) {
            String value = value(key, epoch);
            if (value != null) {
                byte[] state = value.isEmpty() ? null : bytes(value);
                rows.add(new StateRow("state", key * 0x9E3779B97F4A7C15L, bytes("key " + key), state));
            }
        }
        rows.add(new StateRow("in", 0x1234567890ABCDEFL, bytes("file"), bytes("position " + epoch)));
        return rows;
    }

    /** Null: not changed; empty: gone. */
    private static String value(int key, long epoch) {
        if ((key + epoch) % 3 != 0) {
            return null;
        }
        return (key + epoch) % 7 == 0 ? "" : "value " + key + " of epoch " + epoch + "x".repeat(key);
    }

    /** What must be there at the end of an epoch. */
    static Map<String, String> expected(long epoch) {
        Map<String, String> state = new TreeMap<>();
        for (long e = 1; e <= epoch; e++) {
            for (int key = 0; key < KEYS; key++) {
                String value = value(key, e);
                if (value != null) {
                    if (value.isEmpty()) {
                        state.remove("key " + key);
                    } else {
                        state.put("key " + key, value);
                    }
                }
            }
            state.put("file", "position " + e);
        }
        return state;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void send(int process, byte[] message, boolean bulk) {
        throw new IllegalStateException("there is only one process");
    }

    @Override
    public void sealed(int partition, long epoch) {
        sealed++;
    }

    @Override
    public void wake(int worker) {
        // load() looks by itself
    }

    @Override
    public void status(String line) {
        // nobody reads it
    }

    @Override
    public void close() {
        node.close();
    }
}
