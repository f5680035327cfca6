package io.waxwing.recovery;

import io.waxwing.time.Century;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where a run saves its state and resumes from.
 *
 * @param directory of the partition files; made when it is not there
 * @param partitions how many to make when there are none yet; 0: one per worker, at least 4
 * @param backupInterval for how long older versions are kept, so that a partition can be put back from a backup of that age; zero:
 *     only what a crash can ask for
 */
public record RecoveryConfig(Path directory, int partitions, Duration backupInterval) {
    /** More would be no use to anyone. */
    public static final int MOST_PARTITIONS = 4096;

    /** Checks the ranges. */
    public RecoveryConfig {
        if (partitions < 0 || partitions > MOST_PARTITIONS) {
            throw new IllegalArgumentException(
                    "recovery partitions: expected 1 to " + MOST_PARTITIONS + ", got " + partitions);
        }
        if (backupInterval.isNegative()) {
            throw new IllegalArgumentException("the backup interval must not be negative: " + backupInterval);
        }
        backupInterval = Century.atMost(backupInterval);
    }

    /** The directory with the usual settings. */
    public static RecoveryConfig of(Path directory) {
        return new RecoveryConfig(directory, 0, Duration.ZERO);
    }
}
