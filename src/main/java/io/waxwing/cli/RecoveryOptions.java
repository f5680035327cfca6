package io.waxwing.cli;

import io.waxwing.text.Shown;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The commands of {@code recovery} as picocli has to know them, and what was typed of them. */
final class RecoveryOptions {
    private RecoveryOptions() {}

    static CommandSpec spec() {
        CommandSpec recovery = CommandSpecs.command(Subcommand.RECOVERY.typed());
        recovery.usageMessage().description(Subcommand.RECOVERY.help());
        addOptions(recovery);
        for (RecoveryTask task : RecoveryTask.values()) {
            CommandSpec command = CommandSpecs.command(task.typed());
            command.usageMessage().description(task.help());
            for (String parameter : task.parameters()) {
                command.addPositional(
                        positional(parameter, command.positionalParameters().size()));
            }
            addOptions(command);
            recovery.addSubcommand(task.typed(), command);
        }
        return recovery;
    }

    private static void addOptions(CommandSpec command) {
        command.addOption(CommandSpecs.option(RunOption.STACKTRACE));
        CommandSpecs.addHelp(command);
    }

    /** Not required by picocli: what is missing is said by {@link #read}. */
    private static PositionalParamSpec positional(String label, int index) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .index(Integer.toString(index))
                .arity("0..1")
                .hideParamSyntax(true)
                .type(String.class)
                .description(
                        switch (label) {
                            case "DIR" -> "The recovery directory.";
                            case "N" -> "Number of partitions.";
                            default -> "Where the copy is put.";
                        })
                .build();
    }

    /** What one of the commands is asked to do. */
    static RecoveryCommand read(RecoveryTask task, ParseResult typed) {
        List<String> given = typed.matchedPositionals().stream()
                .map(each -> each.stringValues().get(0))
                .toList();
        if (given.size() < task.parameters().size() || given.contains("")) {
            throw expected(task, given.isEmpty() ? "nothing" : "only " + Shown.quoted(given.get(0)));
        }
        return new RecoveryCommand(task, given.get(0), given.size() == 1 ? "" : given.get(1));
    }

    /** A word too many, or one in the place of a command; null when it does not stand behind {@code recovery}. */
    static @Nullable CliException unexpected(CommandSpec command, String word) {
        if (command.name().equals(Subcommand.RECOVERY.typed())) {
            return CliException.options(
                    Subcommand.RECOVERY.typed() + ": expected " + RecoveryTask.names() + ", got " + Shown.quoted(word));
        }
        RecoveryTask task = RecoveryTask.named(command.name());
        return task == null ? null : expected(task, "also " + Shown.quoted(word));
    }

    private static CliException expected(RecoveryTask task, String got) {
        return CliException.options(
                task.shown() + ": expected " + String.join(" ", task.parameters()) + ", got " + got);
    }
}
