package io.waxwing.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking after recovery directories that are not in use. */
class StoreToolsTest {
    @TempDir
    Path dir;

    private Path filled(long epoch) {
        Path store = dir.resolve("store");
        try (var process = new OneProcess(store, 3, "flow")) {
            process.runTo(epoch);
        }
        return store;
    }

    private static void assertExact(Path store, int partitions, long epoch) {
        try (var process = new OneProcess(store, partitions, "flow")) {
            assertThat(process.resumeEpoch()).isEqualTo(epoch);
            assertThat(process.load()).isEqualTo(OneProcess.expected(epoch));
        }
    }

    @Test
    void a_store_made_by_hand_is_used_and_not_made_twice() throws IOException {
        Path store = dir.resolve("by").resolve("hand");
        Files.createDirectories(store);
        Files.writeString(store.resolve("backup-draft-5f2c"), "of a tool that was killed");
        StoreTools.init(store, 5);

        assertThat(StoreTools.inspect(store, key -> null))
                .contains("flow        (none yet)", "partitions  5", "end of epoch 0");
        assertThatThrownBy(() -> StoreTools.init(store, 5)).hasMessageContaining("holds a store already");
        try (var process = new OneProcess(store, 5, "flow")) {
            process.runTo(3);
        }
        assertExact(store, 5, 3);
    }

    @Test
    void a_directory_that_is_not_there_is_made_by_init_alone() {
        Path typo = dir.resolve("typo");

        assertThatThrownBy(() -> StoreTools.inspect(typo, key -> null))
                .hasMessage("recovery directory " + typo + " is not there");
        assertThatThrownBy(() -> StoreTools.verify(typo)).hasMessageContaining("is not there");
        assertThatThrownBy(() -> StoreTools.repartition(typo, 2)).hasMessageContaining("is not there");
        assertThatThrownBy(() -> StoreTools.backup(typo, dir.resolve("to"))).hasMessageContaining("is not there");
        assertThat(typo).doesNotExist();
    }

    @Test
    void what_is_inside_is_shown() {
        assertThat(StoreTools.inspect(filled(6), key -> null))
                .contains("flow        flow", "partitions  3", "executions  1", "end of epoch 6", "step in: 1 keys")
                .containsPattern("step state: \\d+ keys, \\d+ bytes; biggest: key\\d+ \\(\\d+\\)");
    }

    @Test
    void damage_is_found_without_a_run() throws IOException {
        Path store = filled(6);
        assertThat(StoreTools.verify(store)).endsWith("no damage was found\n");
        try (var file = new RandomAccessFile(store.resolve("part-1.sqlite3").toFile(), "rw")) {
            file.seek(file.length() - 50);
            int before = file.read();
            file.seek(file.length() - 50);
            file.write(before ^ 1);
        }
        assertThatThrownBy(() -> StoreTools.verify(store)).hasMessageContaining("part-1.sqlite3 is corrupt");
    }

    @Test
    void a_backup_resumes_exactly() {
        Path store = filled(6);
        Path backup = dir.resolve("backup");
        StoreTools.backup(store, backup);
        try (var process = new OneProcess(store, 3, "flow")) {
            process.runTo(9);
        }

        assertExact(backup, 3, 6);
        assertThatThrownBy(() -> StoreTools.backup(store, backup)).hasMessageContaining("is not empty");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void what_is_saved_is_spread_over_another_number_of_partitions(int partitions) throws IOException {
        Path store = filled(6);
        long sealedAt = sealedAt(store);
        StoreTools.repartition(store, partitions);
        assertThat(sealedAt(store)).isEqualTo(sealedAt);

        try (var files = Files.list(store)) {
            assertThat(files.filter(file -> file.toString().endsWith(".sqlite3")))
                    .hasSize(partitions);
        }
        assertExact(store, partitions, 6);
        try (var process = new OneProcess(store, partitions, "flow")) {
            process.runTo(11);
        }
        assertExact(store, partitions, 11);
    }

    private static long sealedAt(Path store) {
        try (var open = new OpenStore(store, false)) {
            return open.decision().sealedAt();
        }
    }

    @Test
    void a_store_in_use_is_left_alone() {
        Path store = filled(3);
        try (var process = new OneProcess(store, 3, "flow")) {
            assertThatThrownBy(() -> StoreTools.inspect(store, key -> null))
                    .hasMessageContaining("is in use by another run");
            process.runTo(4);
        }
    }
}
