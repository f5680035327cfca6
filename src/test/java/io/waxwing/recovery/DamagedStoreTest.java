package io.waxwing.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.testing.SystemLocks;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that people, disks and crashes have damaged: each is refused with file and cause, or resumes exactly. */
@Tag("long")
@Timeout(value = 200, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamagedStoreTest {
    private static final int PARTITIONS = 3;

    @TempDir
    Path dir;

    private Path store;

    @BeforeEach
    void fill() {
        store = dir.resolve("store");
        run(store, 6);
    }

    private static void run(Path store, long epoch) {
        try (var process = new OneProcess(store, PARTITIONS, "flow")) {
            process.runTo(epoch);
        }
    }

    /** As a crash leaves it: copied while it is open, so with logs beside the files. */
    private Path crashed(String name) throws IOException {
        Path copy = Files.createDirectory(dir.resolve(name));
        try (var process = new OneProcess(store, PARTITIONS, "flow")) {
            process.runTo(12);
            copyAll(store, copy);
        }
        return copy;
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void assertExact(Path store) {
        try (var process = new OneProcess(store, PARTITIONS, "flow")) {
            assertThat(process.load()).isEqualTo(OneProcess.expected(process.resumeEpoch()));
        }
    }

    private void assertRefused(Path refused, String... words) {
        assertThatThrownBy(() -> new OneProcess(refused, PARTITIONS, "flow").close())
                .isInstanceOf(RecoveryException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(words).doesNotContain("\n"));
    }

    private static Path part(Path store, int number) {
        return store.resolve("part-" + number + ".sqlite3");
    }

    @Test
    void an_undamaged_store_resumes_exactly_after_a_clean_end_and_after_a_crash() throws IOException {
        assertExact(store);
        Path copy = crashed("copy");
        assertThat(copy.resolve("part-0.sqlite3-wal")).exists();
        assertExact(copy);
        run(copy, 20);
        assertExact(copy);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void a_missing_partition_is_named(int number) throws IOException {
        Files.delete(part(store, number));

        assertRefused(store, "partition " + number + " is missing of 3");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void an_older_copy_of_a_partition_is_named(int number) throws IOException {
        Path old = Files.copy(part(store, number), dir.resolve("old"));
        run(store, 12);
        Files.copy(old, part(store, number), StandardCopyOption.REPLACE_EXISTING);

        assertRefused(store, "part-" + number + ".sqlite3 is sealed through epoch 6", "older copy");
    }

    @Test
    void an_older_copy_within_the_backup_interval_resumes_exactly() throws IOException {
        Path kept = dir.resolve("kept");
        Path old = dir.resolve("old");
        try (var process = new OneProcess(kept, PARTITIONS, "flow", Duration.ofHours(1))) {
            process.runTo(6);
        }
        Files.copy(part(kept, 1), old);
        try (var process = new OneProcess(kept, PARTITIONS, "flow", Duration.ofHours(1))) {
            process.runTo(12);
        }
        Files.copy(old, part(kept, 1), StandardCopyOption.REPLACE_EXISTING);

        assertExact(kept);
        try (var process = new OneProcess(kept, PARTITIONS, "flow")) {
            assertThat(process.resumeEpoch()).isEqualTo(6);
        }
    }

    @Test
    void all_partitions_of_an_older_copy_resume_exactly() throws IOException {
        Path old = Files.createDirectory(dir.resolve("old"));
        copyAll(store, old);
        run(store, 12);

        assertExact(old);
    }

    @Test
    void a_partition_of_another_store_is_named() throws IOException {
        Path other = dir.resolve("other");
        run(other, 6);
        Files.copy(part(other, 1), part(store, 1), StandardCopyOption.REPLACE_EXISTING);

        assertRefused(store, "part-1.sqlite3 belongs to another recovery store");
    }

    @Test
    void another_flow_is_refused() {
        assertThatThrownBy(() -> new OneProcess(store, PARTITIONS, "wolf"))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("part-0.sqlite3 holds the state of flow \"flow\", but this is flow \"wolf\"");
    }

    @Test
    void a_partition_under_another_name_is_refused() throws IOException {
        Files.move(part(store, 2), part(store, 5));

        assertRefused(store, "part-5.sqlite3 is partition 2 by what is written in it");
    }

    @Test
    void a_partition_whose_newest_seal_is_lost_is_refused() throws SQLException {
        try (SqliteFile file = SqliteFile.open(part(store, 1), "part 1")) {
            file.run("DELETE FROM seal WHERE epoch = (SELECT max(epoch) FROM seal)");
        }

        assertRefused(store, "part-1.sqlite3 is corrupt (it has rows of epoch ", "but its newest seal is of epoch ");
    }

    @Test
    void a_newer_format_is_refused() throws SQLException {
        try (SqliteFile file = SqliteFile.open(part(store, 1), "part 1")) {
            file.run("PRAGMA user_version=4");
        }

        assertRefused(store, "part-1.sqlite3 has format 4, this version reads format 3", "newer version");
    }

    @Test
    void an_older_format_is_refused() throws SQLException {
        try (SqliteFile file = SqliteFile.open(part(store, 1), "part 1")) {
            file.run("PRAGMA user_version=2");
        }

        assertRefused(store, "part-1.sqlite3 has format 2, this version reads format 3", "an empty directory");
    }

    @Test
    void a_database_that_is_no_partition_and_a_file_that_is_no_database_are_refused() throws Exception {
        try (SqliteFile file = SqliteFile.open(part(store, 1), "part 1")) {
            file.run("PRAGMA application_id=0");
        }
        assertRefused(store, "part-1.sqlite3 is a database, but no recovery partition");
        Files.writeString(part(store, 1), "no database at all, but long enough to have a header".repeat(100));
        assertRefused(store, "part-1.sqlite3 is not a SQLite database");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_store_that_is_removed_or_replaced_while_a_flow_runs_ends_it(boolean replaced) throws Exception {
        Path part = store.resolve("part-0.sqlite3");
        try (var process = new OneProcess(store, PARTITIONS, "flow")) {
            Path aside = Files.move(part, store.resolve("aside"));
            if (replaced) {
                Files.copy(aside, part);
            }
            assertThatThrownBy(() -> process.runTo(process.resumeEpoch() + 1))
                    .isInstanceOf(RecoveryException.class)
                    .hasMessageContaining("part-0.sqlite3 was removed or replaced while the flow ran");
        }
    }

    @Test
    void a_second_run_is_kept_out_and_the_first_goes_on() throws Exception {
        try (var first = new OneProcess(store, PARTITIONS, "flow")) {
            assertRefused(
                    store,
                    "is in use by another run: process "
                            + ProcessHandle.current().pid());
            if (SystemLocks.areKnown()) {
                assertThat(SystemLocks.isHeld(store.resolve(DirectoryLock.LOCK)))
                        .isTrue();
                assertThat(DirectoryLock.isFree(store)).isFalse();
                assertThat(SystemLocks.isHeld(store.resolve(DirectoryLock.LOCK)))
                        .isTrue();
            }
            first.runTo(9);
        }
        assertExact(store);
    }

    @ParameterizedTest
    @EnumSource(
            value = StorePoint.class,
            names = {"CLOSING", "CLOSED"})
    void a_store_that_fails_while_it_is_closed_lets_go_of_all_it_holds(StorePoint point) {
        StorePoint.Watch failing = at -> {
            if (at == point) {
                throw new RecoveryException("failed at " + at);
            }
        };
        assertThatThrownBy(() -> {
                    try (var process = new OneProcess(store, PARTITIONS, "flow", Duration.ZERO, failing)) {
                        process.runTo(9);
                    }
                })
                .hasMessage("failed at " + point);

        assertExact(store);
    }

    @Test
    void a_partition_that_another_process_holds_is_named() throws SQLException {
        try (SqliteFile held = SqliteFile.open(part(store, 2), "part 2")) {
            held.run("BEGIN IMMEDIATE");
            assertRefused(store, "part-2.sqlite3 is locked by another process");
        }
    }

    @Test
    void a_directory_of_other_things_and_a_plain_file_are_refused() throws IOException {
        Path strange = Files.createDirectory(dir.resolve("strange"));
        Files.writeString(strange.resolve("letter.txt"), "Dear all");
        assertRefused(strange, "holds no recovery partitions, but other files (letter.txt)");
        Path file = Files.writeString(dir.resolve("file"), "x");
        assertRefused(file, "is not a directory");
    }

    @Test
    void a_full_disk_is_told_and_leaves_the_epoch_before_whole() throws SQLException {
        try (SqliteFile file = SqliteFile.open(part(store, 0), "part-0.sqlite3")) {
            file.run("PRAGMA max_page_count=" + file.number("PRAGMA page_count"));
            SqlitePartition partition = SqlitePartition.of(file, StorePoint.Watch.NONE, false);
            byte[] large = new byte[1 << 20];
            var row = new StateRow("state", 1, new byte[] {1}, large);
            assertThatThrownBy(() -> {
                        partition.write(7, 0, List.of(row));
                        partition.seal(7, 2, 6);
                    })
                    .isInstanceOf(RecoveryException.class)
                    .hasMessageContaining("part-0.sqlite3 could not be written: the disk is full");
        }
        assertExact(store);
    }

    @Test
    void a_log_cut_at_any_length_is_refused_or_resumes_exactly() throws IOException {
        Path crashed = crashed("crashed");
        for (int number = 0; number < PARTITIONS; number++) {
            String name = "part-" + number + ".sqlite3-wal";
            long length = Files.size(crashed.resolve(name));
            for (long cut = 0; cut < length; cut += length / 40 + 13) {
                Path copy = Files.createDirectory(dir.resolve(number + "-" + cut));
                copyAll(crashed, copy);
                try (var file = new RandomAccessFile(copy.resolve(name).toFile(), "rw")) {
                    file.setLength(cut);
                }
                assertExactOrRefused(copy, name + " cut to " + cut);
            }
        }
    }

    @Test
    void a_thousand_random_flips_and_cuts_never_give_a_wrong_answer() throws IOException {
        Path crashed = crashed("crashed");
        Path copy = Files.createDirectory(dir.resolve("flipped"));
        var random = new SplittableRandom(4711);
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            Path clean = i % 2 == 0 ? crashed : store;
            try (Stream<Path> files = Files.list(copy)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            copyAll(clean, copy);
            int number = random.nextInt(PARTITIONS);
            Path file = clean.equals(crashed) && random.nextBoolean()
                    ? copy.resolve("part-" + number + ".sqlite3-wal")
                    : part(copy, number);
            String what = damage(file, random);
            refused += assertExactOrRefused(copy, "damage " + i + ": " + what) ? 0 : 1;
        }
        assertThat(refused).as("some damage must show").isGreaterThan(200);
    }

    private static String damage(Path path, SplittableRandom random) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            long length = file.length();
            if (random.nextInt(5) == 0) {
                long cut = random.nextLong(length);
                file.setLength(cut);
                return path.getFileName() + " cut to " + cut;
            }
            long at = random.nextLong(length);
            file.seek(at);
            int before = file.read();
            file.seek(at);
            int bit = random.nextInt(8);
            file.write(before ^ (1 << bit));
            return path.getFileName() + " bit " + bit + " of byte " + at;
        }
    }

    /** True when it resumed. */
    private static boolean assertExactOrRefused(Path damaged, String what) {
        try (var process = new OneProcess(damaged, PARTITIONS, "flow")) {
            assertThat(process.load()).as(what).isEqualTo(OneProcess.expected(process.resumeEpoch()));
            return true;
        } catch (RecoveryException e) {
            assertThat(e.getMessage()).as(what).contains("part-").doesNotContain("\n");
            return false;
        }
    }
}
