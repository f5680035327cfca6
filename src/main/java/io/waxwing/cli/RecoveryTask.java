package io.waxwing.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The commands of {@code recovery}: one table for the parser, the help and the messages. */
enum RecoveryTask {
    INIT("init", "N", "Make a store of N partitions in a new or empty directory."),
    INSPECT("inspect", null, "Show flow, partitions, epochs, and keys and bytes of each step."),
    VERIFY("verify", null, "Check structure and checksums of everything."),
    REPARTITION("repartition", "N", "Spread what is saved over N partitions."),
    BACKUP("backup", "TO", "Copy the store into a new or empty directory, also while a flow is using it.");

    private final String typed;
    private final @Nullable String second;
    private final String help;

    RecoveryTask(String typed, @Nullable String second, String help) {
        this.typed = typed;
        this.second = second;
        this.help = help;
    }

    String typed() {
        return typed;
    }

    /** What stands behind its name: the recovery directory, and perhaps something else. */
    List<String> parameters() {
        return second == null ? List.of("DIR") : List.of("DIR", second);
    }

    String help() {
        return help;
    }

    /** For messages. */
    String shown() {
        return Subcommand.RECOVERY.typed() + " " + typed;
    }

    static @Nullable RecoveryTask named(String typed) {
        return Arrays.stream(values())
                .filter(task -> task.typed.equals(typed))
                .findFirst()
                .orElse(null);
    }

    /** For messages: all names. */
    static String names() {
        List<String> names = Arrays.stream(values()).map(RecoveryTask::typed).collect(Collectors.toList());
        String last = names.remove(names.size() - 1);
        return String.join(", ", names) + " or " + last;
    }
}
