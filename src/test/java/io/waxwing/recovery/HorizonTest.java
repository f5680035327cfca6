package io.waxwing.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.waxwing.recovery.PartitionFile.OldSeal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HorizonTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void without_an_interval_all_before_the_last_epoch_may_go() {
        var horizon = new Horizon(0);
        horizon.onSealed(6, 0);
        assertThat(horizon.floorFor(7, 0)).isEqualTo(6);
    }

    @Test
    void with_one_the_newest_epoch_that_is_as_old_is_the_floor() {
        var horizon = new Horizon(10 * SECOND);
        for (int epoch = 1; epoch < 10; epoch++) {
            horizon.onSealed(epoch, epoch * 3 * SECOND);
        }
        assertThat(horizon.floorFor(10, 30 * SECOND)).isEqualTo(6);
    }

    @Test
    void epochs_of_earlier_executions_are_as_old_as_the_clock_on_the_wall_says() {
        var horizon = new Horizon(10 * SECOND);
        horizon.remember(
                List.of(
                        new OldSeal(0, Duration.ofDays(200_000)),
                        new OldSeal(1, Duration.ofSeconds(30)),
                        new OldSeal(2, Duration.ofSeconds(12)),
                        new OldSeal(3, Duration.ofSeconds(4)),
                        new OldSeal(4, Duration.ZERO)),
                100 * SECOND);
        assertThat(horizon.floorFor(5, 100 * SECOND)).isEqualTo(2);
        assertThat(horizon.floorFor(5, 106 * SECOND)).isEqualTo(3);
    }

    @Test
    void a_file_knows_when_its_epochs_were_sealed(@TempDir Path dir) throws Exception {
        var now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        Path path = Files.createFile(dir.resolve("part-0.sqlite3"));
        try (SqliteFile made = SqliteFile.open(path, "part-0")) {
            SqliteSchema.create(made, "store", 0, 1);
        }
        try (var partition =
                SqlitePartition.withBlocks(SqliteFile.open(path, "part-0"), StorePoint.Watch.NONE, 300, now::get)) {
            partition.begin(new Execution(1, 0, "run"), "flow");
            partition.seal(1, 1, 0);
            now.set(now.get().plusSeconds(60));
            partition.seal(2, 1, 0);
        }
        now.set(now.get().minusSeconds(5)); // a clock that was put back
        try (var partition =
                SqlitePartition.withBlocks(SqliteFile.open(path, "part-0"), StorePoint.Watch.NONE, 300, now::get)) {
            assertThat(partition.seals().subList(1, 3))
                    .containsExactly(new OldSeal(1, Duration.ofSeconds(55)), new OldSeal(2, Duration.ZERO));
        }
    }
}
