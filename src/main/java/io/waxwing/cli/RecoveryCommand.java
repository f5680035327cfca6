package io.waxwing.cli;

import io.waxwing.recovery.RecoveryConfig;
import io.waxwing.recovery.StoreTools;
import io.waxwing.runtime.KryoStateFormat;
import io.waxwing.serde.TypePolicy;
import io.waxwing.text.Shown;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code recovery init DIR N} and its siblings: what people do with a recovery directory.
 *
 * @param task what to do
 * @param directory to do it with
 * @param second what the task asks for besides; empty where it asks for nothing
 */
record RecoveryCommand(RecoveryTask task, String directory, String second) {
    private static final int MOST_SHOWN = 60;

    /** Does it, and gives what is to be printed on standard output. */
    String run() {
        Path store = setting(directory).path();
        return switch (task) {
            case INSPECT -> StoreTools.inspect(store, RecoveryCommand.keys());
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

    /** Shows keys of the JDK's classes; those of the flow are not here. */
    private static Function<byte[], @Nullable String> keys() {
        var nothing = URLClassLoader.newInstance(new URL[0], ClassLoader.getPlatformClassLoader());
        var format = new KryoStateFormat(TypePolicy.of(nothing, List.of()));
        return key -> {
            try {
                return Shown.of(format.decodeKey(key), MOST_SHOWN);
            } catch (RuntimeException e) {
                return null;
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
