package io.waxwing.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs and their merges: whatever happens, what is read is what was written, and it takes no more room than it may. */
@Tag("long")
class PartitionRunsTest {
    private static final int SEEDS = 150;
    private static final int KEYS = 80;

    @TempDir
    Path dir;

    @Test
    void after_crashes_merges_and_cuts_each_epoch_that_may_be_asked_for_is_exact() throws Exception {
        for (int seed = 0; seed < SEEDS; seed++) {
            Path own = Files.createDirectory(dir.resolve("seed-" + seed));
            try (var model = new ModelPartition(own)) {
                live(model, new SplittableRandom(seed), "seed " + seed);
            }
        }
    }

    private static void live(ModelPartition model, SplittableRandom random, String what)
            throws IOException, SQLException {
        int keep = random.nextInt(3) == 0 ? random.nextInt(2, 30) : 1; // epochs that may be asked for
        int most = random.nextInt(1, KEYS);
        int workers = random.nextInt(1, 4);
        for (int i = 0; i < 120; i++) {
            List<ModelPartition.Change> changes = changes(random, most);
            if (!changes.isEmpty()) {
                model.write(changes, workers);
            }
            if (random.nextInt(25) == 0) { // before the commit
                model.crash();
                goOn(model, random);
            } else {
                model.seal(changes, Math.max(model.floor(), model.sealed() + 1 - keep));
            }
            for (int slices = random.nextInt(4); slices > 0 && model.partition().tidy(); slices--) {
                // on with merges, or not
            }
            switch (random.nextInt(12)) {
                case 0 -> {
                    model.crash();
                    goOn(model, random);
                }
                case 1 -> {
                    model.reopen();
                    goOn(model, random);
                }
                default -> {}
            }
            if (random.nextInt(4) == 0) {
                model.assertExact(random.nextLong(model.floor(), model.sealed() + 1), what + ", epoch " + i);
            }
        }
        model.assertExact(model.sealed(), what);
        model.crash();
        model.assertExact(model.sealed(), what);
    }

    /** A run goes on from any epoch that it may have to; at times it crashes before it has begun. */
    private static void goOn(ModelPartition model, SplittableRandom random) throws IOException, SQLException {
        model.begin(random.nextLong(model.floor(), model.sealed() + 1));
        if (random.nextInt(4) == 0) {
            model.crash();
            model.begin(model.sealed());
        }
    }

    private static List<ModelPartition.Change> changes(SplittableRandom random, int most) {
        Map<String, ModelPartition.Change> changes = new HashMap<>();
        int count = random.nextInt(8) == 0 ? KEYS : random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            String step = ModelPartition.STEPS.get(random.nextInt(5) == 0 ? 1 : 0);
            int key = random.nextInt(KEYS);
            int length = random.nextInt(50) == 0 ? 5 * ModelPartition.BLOCK_BYTES : random.nextInt(1, 40);
            String value = random.nextInt(4) == 0 ? null : random.nextInt(1000) + "x".repeat(length);
            changes.put(step + key, new ModelPartition.Change(step, key, value));
        }
        return new ArrayList<>(changes.values());
    }

    @Test
    void runs_and_their_bytes_stay_within_bounds_without_any_idle_time() throws Exception {
        try (var model = new ModelPartition(Files.createDirectory(dir.resolve("many")))) {
            int keys = 2000;
            seal(model, range(0, keys, 0)); // one run that is far larger than those to come
            long all = model.number("SELECT sum(bytes) FROM run");
            long mostRuns = 0;
            long mostBytes = 0;
            long mostStored = 0;
            for (int epoch = 1; epoch <= 1500; epoch++) {
                int from = epoch * 7919 % keys;
                seal(model, range(from, from + 10, epoch));
                mostRuns = Math.max(mostRuns, model.number("SELECT count(*) FROM run"));
                mostBytes = Math.max(mostBytes, model.number("SELECT sum(bytes) FROM run"));
                mostStored = Math.max(mostStored, model.number("SELECT sum(length(bytes)) FROM block"));
            }
            assertThat(mostRuns).isBetween(5L, 25L);
            assertThat(mostBytes).isLessThan(4 * all);
            assertThat(mostStored).isLessThan(6 * all);
        }
    }

    @Test
    void runs_stay_within_bounds_when_each_execution_seals_one_epoch() throws Exception {
        try (var model = new ModelPartition(Files.createDirectory(dir.resolve("short")))) {
            int keys = 500;
            seal(model, range(0, keys, 0));
            long all = model.number("SELECT sum(bytes) FROM run");
            long mostRuns = 0;
            long mostBytes = 0;
            for (int epoch = 1; epoch <= 300; epoch++) {
                model.reopen();
                model.begin(model.sealed());
                int from = epoch * 7919 % keys;
                seal(model, range(from, from + 10, epoch));
                mostRuns = Math.max(mostRuns, model.number("SELECT count(*) FROM run"));
                mostBytes = Math.max(mostBytes, model.number("SELECT sum(bytes) FROM run"));
            }
            assertThat(mostRuns).isBetween(3L, 25L);
            assertThat(mostBytes).isLessThan(4 * all);
            model.assertExact(301, "short");
        }
    }

    @Test
    void epochs_in_which_everything_changes_take_room_for_a_few_of_them() throws Exception {
        try (var model = new ModelPartition(Files.createDirectory(dir.resolve("all")))) {
            seal(model, range(0, 500, 0));
            long all = model.number("SELECT sum(bytes) FROM run");
            long mostStored = 0;
            for (int epoch = 1; epoch <= 60; epoch++) {
                seal(model, range(0, 500, epoch));
                mostStored = Math.max(mostStored, model.number("SELECT sum(length(bytes)) FROM block"));
            }
            assertThat(mostStored).isLessThan(6 * all);
            model.assertExact(61, "all");
        }
    }

    @Test
    void keys_that_are_gone_leave_nothing_behind() throws Exception {
        try (var model = new ModelPartition(Files.createDirectory(dir.resolve("gone")))) {
            long mostRows = 0;
            for (int epoch = 0; epoch < 300; epoch++) {
                List<ModelPartition.Change> changes = new ArrayList<>(range(epoch * 20, epoch * 20 + 20, epoch));
                for (int key = Math.max(0, epoch - 1) * 20; key < epoch * 20; key++) {
                    changes.add(new ModelPartition.Change("large", key, null));
                }
                seal(model, changes);
                mostRows = Math.max(mostRows, model.number("SELECT sum(row_count) FROM run"));
            }
            assertThat(mostRows)
                    .as("20 are there, 40 are written in each epoch")
                    .isLessThan(400);
        }
    }

    @Test
    void a_step_whose_rows_were_all_cut_off_is_not_told() throws Exception {
        try (var model = new ModelPartition(Files.createDirectory(dir.resolve("cut")))) {
            seal(model, range(0, 5, 0));
            assertThat(model.partition().steps()).containsExactly("large");

            model.begin(0);
            assertThat(model.partition().steps()).isEmpty();
            model.reopen();
            assertThat(model.partition().steps()).isEmpty();

            model.begin(0);
            seal(model, range(0, 5, 1));
            assertThat(model.partition().steps()).containsExactly("large");
        }
    }

    @Test
    void a_row_that_is_larger_than_a_block_has_one_for_itself() throws Exception {
        try (var model = new ModelPartition(Files.createDirectory(dir.resolve("big")))) {
            List<ModelPartition.Change> changes = new ArrayList<>(range(0, 30, 0));
            changes.add(new ModelPartition.Change("large", 99, "y".repeat(100 * ModelPartition.BLOCK_BYTES)));
            seal(model, changes);

            assertThat(model.number("SELECT count(*) FROM block WHERE length(bytes) > " + ModelPartition.BLOCK_BYTES))
                    .isEqualTo(1);
            assertThat(model.number("SELECT row_count FROM block ORDER BY length(bytes) DESC LIMIT 1"))
                    .isEqualTo(1);
            model.assertExact(1, "big");
        }
    }

    private static List<ModelPartition.Change> range(int from, int to, int epoch) {
        List<ModelPartition.Change> changes = new ArrayList<>();
        for (int key = from; key < to; key++) {
            changes.add(new ModelPartition.Change("large", key, "value of epoch " + epoch));
        }
        return changes;
    }

    private static void seal(ModelPartition model, List<ModelPartition.Change> changes) {
        model.write(changes, 1);
        model.seal(changes, model.sealed());
    }
}
