package io.waxwing.cli;

import io.waxwing.recovery.RecoveryConfig;
import io.waxwing.recovery.StoreTools;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** {@code recovery init DIR N} and its siblings: what people do with a recovery directory that no flow is using. */
final class RecoveryCommand {
    /** The first word of the command line that leads here. */
    static final String NAME = "recovery";

    static final String HELP = """
            Usage: java -jar runner.jar recovery COMMAND DIR ...
            Looks after a recovery directory that no flow is using; backup works while one is, too.

              init DIR N           make a store of N partitions in a new or empty directory
              inspect DIR          show flow, partitions, epochs, and keys and bytes of each step
              verify DIR           check structure and checksums of everything
              repartition DIR N    spread what is saved over N partitions
              backup DIR TO        copy the store into a new or empty directory
            """;

    private RecoveryCommand() {}

    static boolean isAsked(String[] arguments) {
        return arguments.length > 0 && arguments[0].equals(NAME);
    }

    /** Does it, and gives what is to be printed on standard output. */
    static String run(String[] typed) {
        List<String> words = Arrays.asList(typed).subList(1, typed.length);
        if (words.isEmpty() || words.contains("-h") || words.contains("--help")) {
            return HELP;
        }
        String command = words.get(0);
        int wanted =
                switch (command) {
                    case "inspect", "verify" -> 2;
                    case "init", "repartition", "backup" -> 3;
                    default ->
                        throw CliException.usage("recovery: expected init, inspect, verify, repartition or backup, got "
                                + Printable.quoted(command));
                };
        if (words.size() != wanted) {
            throw CliException.usage("recovery " + command + ": expected " + (wanted == 2 ? "DIR" : second(command))
                    + ", got " + (words.size() - 1) + " arguments");
        }
        Path directory = path(command, words.get(1));
        switch (command) {
            case "inspect" -> {
                return StoreTools.inspect(directory);
            }
            case "verify" -> {
                return StoreTools.verify(directory);
            }
            case "backup" -> {
                StoreTools.backup(directory, path(command, words.get(2)));
                return "copied to " + words.get(2) + "\n";
            }
            default -> {
                int partitions = new Setting(words.get(2), "recovery " + command, true)
                        .number(
                                1,
                                RecoveryConfig.MOST_PARTITIONS,
                                "a number of partitions, 1 to " + RecoveryConfig.MOST_PARTITIONS);
                if (command.equals("init")) {
                    StoreTools.init(directory, partitions);
                } else {
                    StoreTools.repartition(directory, partitions);
                }
                return directory + " has " + partitions + " partitions\n";
            }
        }
    }

    private static String second(String command) {
        return command.equals("backup") ? "DIR TO" : "DIR N";
    }

    private static Path path(String command, String typed) {
        try {
            return Path.of(typed);
        } catch (InvalidPathException e) {
            throw CliException.usage("recovery " + command + ": " + Printable.quoted(typed) + " is no file name", e);
        }
    }
}
