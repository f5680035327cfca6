package io.waxwing.cli;

import io.waxwing.recovery.RecoveryConfig;
import io.waxwing.recovery.StoreTools;
import java.nio.file.Path;

/**
 * {@code recovery init DIR N} and its siblings: what people do with a recovery directory.
 *
 * @param task what to do
 * @param directory to do it with
 * @param second what the task asks for besides; empty where it asks for nothing
 */
record RecoveryCommand(RecoveryTask task, String directory, String second) {

    /** Does it, and gives what is to be printed on standard output. */
    String run() {
        Path store = setting(directory).path();
        return switch (task) {
            case INSPECT -> StoreTools.inspect(store);
            case VERIFY -> StoreTools.verify(store);
            case BACKUP -> {
                StoreTools.backup(store, setting(second).path());
                yield "copied to " + second + "\n";
            }
            case INIT -> {
                StoreTools.init(store, partitions());
                yield made();
            }
            case REPARTITION -> {
                StoreTools.repartition(store, partitions());
                yield made();
            }
        };
    }

    private String made() {
        return directory + " has " + partitions() + " partitions\n";
    }

    private int partitions() {
        return setting(second)
                .number(
                        1,
                        RecoveryConfig.MOST_PARTITIONS,
                        "a number of partitions, 1 to " + RecoveryConfig.MOST_PARTITIONS);
    }

    private Setting setting(String typed) {
        return new Setting(typed, task.shown(), true);
    }
}
