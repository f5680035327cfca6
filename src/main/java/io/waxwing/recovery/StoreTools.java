package io.waxwing.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What people do with a recovery directory; but for {@link #backup}, while no flow uses it. Every method holds its lock meanwhile, and may throw
 * {@link RecoveryException}.
 */
public final class StoreTools {
    private static final int BIGGEST = 3;
    private static final int SHOWN = 60;

    private StoreTools() {}

    /** Makes a store of so many partitions in a directory that is empty or not there. */
    public static void init(Path directory, int partitions) {
        try {
            if (!Files.exists(directory)) {
                StoreDirectory.makePrivate(directory);
            }
        } catch (IOException e) {
            throw new RecoveryException(
                    "recovery directory " + directory + " cannot be made: " + StoreDirectory.describe(e), e);
        }
        try (var store = new OpenStore(directory, false)) {
            if (!store.isEmpty()) {
                throw new RecoveryException("recovery directory " + directory + " holds a store already");
            }
            new NewStore(directory, StorePoint.Watch.NONE).create(partitions);
        }
    }

    /**
     * What is in a store, as lines for people.
     *
     * @param textOf a key as text; null where it cannot tell, then what looks like text in its bytes is shown
     */
    public static String inspect(Path directory, Function<byte[], @Nullable String> textOf) {
        try (var store = new OpenStore(directory, false)) {
            var text = new StringBuilder(describe(directory, store));
            Map<String, StepSizes> steps = new TreeMap<>();
            store.forEach(file -> measure(file, steps));
            steps.forEach((step, sizes) -> text.append(sizes.describe(step, textOf)));
            return text.toString();
        }
    }

    /** Checks structure, checksums and whether the partitions fit together. */
    public static String verify(Path directory) {
        try (var store = new OpenStore(directory, true)) {
            Map<String, StepSizes> steps = new TreeMap<>();
            store.forEach(file -> measure(file, steps)); // the checksum of every block is checked on the way
            return describe(directory, store) + "no damage was found\n";
        }
    }

    /**
     * Copies a store as single consistent files into a directory that is empty or not there. When a flow is running on it, that makes the
     * copy, at the end of an epoch; this waits for it.
     */
    public static void backup(Path directory, Path to) {
        new BackupTool(directory, to).run();
    }

    /** Spreads what is saved over another number of partitions. Repeatable after a crash in the middle. */
    public static void repartition(Path directory, int partitions) {
        try (var store = new OpenStore(directory, false)) {
            ResumeDecision.Resume resume = store.decision();
            PartitionFacts facts = store.facts().get(0);
            new NewStore(directory, StorePoint.Watch.NONE).replace(partitions, file -> {
                file.adopt(facts.flowId(), resume.execution() - 1);
                if (resume.epoch() > 0) {
                    store.forEach(old -> copy(old, file, resume.epoch(), partitions));
                    file.sealAsAt(resume.sealedAt(), resume.epoch(), resume.execution() - 1);
                }
            });
        }
        new OpenStore(directory, false).close(); // moves the new files into the place of the old ones
    }

    /** What belongs to another partition; nothing is read where that cannot be, as partitions are ranges of hashes. */
    private static void copy(SqlitePartition from, SqlitePartition to, long epoch, int partitions) {
        int number = to.facts().partition();
        PartitionFacts old = from.facts();
        if ((long) old.partition() * partitions >= (number + 1L) * old.partitions()
                || (long) number * old.partitions() >= (old.partition() + 1L) * partitions) {
            return;
        }
        List<StateRow> some = new ArrayList<>();
        try (PartitionFile.Rows rows = from.rows(from.steps(), epoch)) {
            for (StateRow row; (row = rows.next()) != null; ) {
                if (row.placeAmong(partitions) == number) {
                    some.add(row);
                }
                if (some.size() == 1000) {
                    to.write(epoch, 0, some);
                    some.clear();
                }
            }
        }
        to.write(epoch, 0, some);
    }

    private static String describe(Path directory, OpenStore store) {
        List<PartitionFacts> facts = store.facts();
        ResumeDecision.Resume resume = store.decision();
        PartitionFacts first = facts.get(0);
        long newest = facts.stream().mapToLong(PartitionFacts::sealed).max().orElse(0);
        return "recovery directory " + directory + "\n  store       " + first.storeId() + "\n  flow        "
                + (first.flowId() == null ? "(none yet)" : first.flowId()) + "\n  partitions  " + first.partitions()
                + "\n  executions  " + (resume.execution() - 1) + "\n  resumes     from the end of epoch "
                + resume.epoch() + (newest > resume.epoch() ? " (some partitions have " + newest + ")" : "") + "\n";
    }

    private static void measure(SqlitePartition file, Map<String, StepSizes> steps) {
        for (String step : file.steps()) {
            StepSizes sizes = steps.computeIfAbsent(step, any -> new StepSizes());
            try (PartitionFile.Rows rows = file.rows(List.of(step))) {
                for (StateRow row; (row = rows.next()) != null; ) {
                    sizes.add(row);
                }
            }
        }
    }

    /** Keys and bytes of a step. */
    private static final class StepSizes {
        @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
        private record Big(byte[] key, int bytes) {}

        private long keys;
        private long bytes;
        private final List<Big> biggest = new ArrayList<>();

        void add(StateRow row) {
            byte[] state = row.state();
            int size = state == null ? 0 : state.length;
            keys++;
            bytes += size;
            if (biggest.size() < BIGGEST || size > biggest.get(biggest.size() - 1).bytes) {
                biggest.add(new Big(row.key(), size));
                biggest.sort(Comparator.comparingInt(Big::bytes).reversed());
                if (biggest.size() > BIGGEST) {
                    biggest.remove(BIGGEST);
                }
            }
        }

        String describe(String step, Function<byte[], @Nullable String> textOf) {
            if (step.startsWith("(")
                    && step.indexOf('.') < 0) { // the runner's own: one of a flow begins with its id and a dot
                return "  " + step + ": " + keys + " rows, " + bytes + " bytes\n";
            }
            var text = new StringBuilder("  step " + step + ": " + keys + " keys, " + bytes + " bytes");
            String before = "; biggest: ";
            for (Big big : biggest) {
                String known = textOf.apply(big.key);
                text.append(before).append(known == null ? printable(big.key) : known);
                text.append(" (").append(big.bytes).append(')');
                before = " ";
            }
            return text.append('\n').toString();
        }

        /** Most keys are text; of others at least something is seen. */
        private static String printable(byte[] key) {
            var text = new StringBuilder();
            for (int i = 0; i < key.length && text.length() < SHOWN; i++) {
                int c = key[i] & 0x7f;
                if (c > ' ' && c < 0x7f) {
                    text.append((char) c);
                }
            }
            return text.toString();
        }
    }
}
