package io.waxwing.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are whole to SQLite, but whose runs and blocks are not what was written: each is named when it is opened or read. */
class DamagedRunsTest {
    @TempDir
    Path dir;

    private Path path;

    @BeforeEach
    void fill() throws Exception {
        try (var model = new ModelPartition(dir)) {
            path = dir.resolve("part-0.sqlite3");
            for (int epoch = 0; epoch < 12; epoch++) {
                List<ModelPartition.Change> changes = new ArrayList<>();
                for (int key = 0; key < 30; key++) {
                    changes.add(new ModelPartition.Change("large", key, "value of epoch " + epoch));
                }
                model.write(changes, 1);
                model.seal(changes, model.sealed());
                while (epoch < 10 && model.partition().tidy()) {
                    // to the end
                }
            }
        }
    }

    private static int read(Path path) throws SQLException {
        try (SqliteFile file = SqliteFile.open(path, "part-0.sqlite3")) {
            int count = 0;
            try (PartitionFile.Rows rows =
                    SqlitePartition.of(file, StorePoint.Watch.NONE, false).rows(ModelPartition.STEPS)) {
                while (rows.next() != null) {
                    count++;
                }
            }
            return count;
        }
    }

    private void damage(String... statements) throws SQLException {
        try (SqliteFile file = SqliteFile.open(path, "part-0.sqlite3")) {
            for (String sql : statements) {
                file.run(sql);
            }
        }
    }

    @Test
    void what_is_not_damaged_is_read() throws SQLException {
        assertThat(read(path)).isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE block SET crc = crc + 1 WHERE run = (SELECT max(run) FROM block)",
                "UPDATE block SET row_count = row_count - 1 WHERE run = (SELECT max(run) FROM block)",
                "UPDATE block SET bytes = substr(bytes, 2) WHERE run = (SELECT max(run) FROM block)",
                "DELETE FROM block WHERE run = (SELECT max(id) FROM run) AND place = 1",
                "UPDATE block SET place = place + 1000 WHERE run = (SELECT max(id) FROM run) AND place = 1",
                "UPDATE block SET bytes = (SELECT b.bytes FROM block b ORDER BY b.run, b.place LIMIT 1)",
                "UPDATE run SET last_epoch = last_epoch - 1 WHERE id = (SELECT max(id) FROM run)",
                "UPDATE run SET first_epoch = first_epoch + 1 WHERE id = (SELECT min(id) FROM run)",
                "UPDATE run SET blocks = blocks - 1 WHERE id = (SELECT max(id) FROM run)",
                "UPDATE run SET digest = digest + 1",
                "DELETE FROM run WHERE id = (SELECT max(id) FROM run)",
                "INSERT INTO run VALUES (1000, 1, 1, 20, 0, 0, 0, 0)",
                "UPDATE run SET step = 77",
                "UPDATE step SET name = 'small'",
                "UPDATE store SET digest = digest + 1",
                "UPDATE store SET runs = runs + 1"
            })
    void a_change_of_any_table_of_runs_is_named(String change) throws SQLException {
        damage(change);

        assertThatThrownBy(() -> read(path))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("part-0.sqlite3 is corrupt")
                .hasMessageContaining("put back a backup");
    }

    @Test
    void each_flipped_bit_of_a_block_that_counts_is_named() throws Exception {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            Path copy = Files.copy(path, dir.resolve("copy-" + i));
            try (SqliteFile file = SqliteFile.open(copy, "copy")) {
                long run = file.number("SELECT id FROM run ORDER BY random() LIMIT 1");
                String ofBlock = " FROM block WHERE place = 0 AND run = " + run;
                long at = random.nextLong(file.number("SELECT length(bytes)" + ofBlock)) + 1;
                String before = file.text("SELECT hex(substr(bytes, " + at + ", 1))" + ofBlock);
                int bits = Integer.parseInt(before, 16) ^ (1 << random.nextInt(8));
                file.run(String.format(
                        "UPDATE block SET bytes = CAST(substr(bytes, 1, %d) || x'%02x' || substr(bytes, %d) AS BLOB)"
                                + " WHERE run = %d AND place = 0",
                        at - 1, bits, at + 1, run));
            }
            assertThatThrownBy(() -> read(copy))
                    .as("flip " + i)
                    .isInstanceOf(RecoveryException.class)
                    .hasMessageContaining("is corrupt (block 0 of run");
            Files.delete(copy);
        }
    }

    @Test
    void lengths_that_no_row_has_are_named_where_the_checksum_fits_them() throws SQLException {
        byte[] bytes = new byte[18]; // hash, epoch, then the length of the key
        Arrays.fill(bytes, Long.BYTES + 1, bytes.length - 1, (byte) 0xff);
        bytes[bytes.length - 1] = 1;
        try (SqliteFile file = SqliteFile.open(path, "part-0.sqlite3")) {
            try (var table = new SqliteRuns(file, ModelPartition.BLOCK_BYTES)) {
                long crc = table.insertBlock("large", 1000, 0, 1, bytes);
                var cursor = new RunCursor(table, "large", new Run(1000, 1, 1, 1, 1, bytes.length, crc));

                assertThatThrownBy(cursor::next)
                        .isInstanceOf(RecoveryException.class)
                        .hasMessageContaining("part-0.sqlite3 is corrupt (block 0 of run 1000 cannot be read)");
            }
        }
    }
}
