package io.waxwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clusters of real processes that are killed and resumed; {@code scripts/killtest} does it more often. */
@Tag("process")
class KillCyclesTest {
    private static final int KILLS = 50;
    private static final long SEED = 20;

    @Test
    @Timeout(value = 580, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void killed_clusters_write_what_undisturbed_ones_write(@TempDir Path dir) throws Exception {
        assertThat(KillTest.run(KILLS, SEED, dir)).isGreaterThanOrEqualTo(KILLS);
    }
}
