package io.waxwing.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The commands as picocli has to know them, made from the tables without annotations. */
final class CommandSpecs {
    private static final int WIDTH = 100;

    private CommandSpecs() {}

    static CommandSpec root() {
        CommandSpec root = running("java -jar runner.jar");
        root.usageMessage()
                .description("Runs a dataflow: reads its inputs, runs its steps on all workers, writes its outputs.");
        root.usageMessage().footer(HelpTexts.FOOTER);
        CommandSpec run = running(Subcommand.RUN.typed());
        run.usageMessage().description(Subcommand.RUN.help());
        root.addSubcommand(Subcommand.RUN.typed(), run);
        root.addSubcommand(Subcommand.RECOVERY.typed(), RecoveryOptions.spec());
        CommandSpec explain = command(Subcommand.EXPLAIN_WINDOW.typed());
        explain.usageMessage().description(Subcommand.EXPLAIN_WINDOW.help());
        ExplainWindowOptions.addTo(explain);
        addHelp(explain);
        root.addSubcommand(Subcommand.EXPLAIN_WINDOW.typed(), explain);
        root.addSubcommand(
                Subcommand.COMPLETION.typed(),
                naming(
                        Subcommand.COMPLETION,
                        "NAME",
                        "The command to complete, if not waxwing: an alias or a script."));
        root.addSubcommand(
                Subcommand.HELP.typed(), naming(Subcommand.HELP, "COMMAND", "The command; without, the help of all."));
        return root;
    }

    private static CommandSpec running(String name) {
        CommandSpec command = command(name);
        command.addPositional(PositionalParamSpec.builder()
                .paramLabel("<module>[:<getter>]")
                .index("0")
                .arity("0..1")
                .hideParamSyntax(true)
                .type(String.class)
                .description(HelpTexts.MODULE)
                .build());
        for (RunOption option : RunOption.values()) {
            command.addOption(option(option));
        }
        addHelp(command);
        command.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show the version.")
                .build());
        return command;
    }

    private static CommandSpec naming(Subcommand subcommand, String parameter, String description) {
        CommandSpec command = command(subcommand.typed());
        command.usageMessage().description(subcommand.help());
        command.addPositional(PositionalParamSpec.builder()
                .paramLabel(parameter)
                .index("0")
                .arity("0..1")
                .type(String.class)
                .description(description)
                .build());
        addHelp(command);
        return command;
    }

    static CommandSpec command(String name) {
        CommandSpec command = CommandSpec.create().name(name);
        UsageMessageSpec usage = command.usageMessage();
        usage.width(WIDTH).sortOptions(false).abbreviateSynopsis(true).sortSynopsis(false);
        return command;
    }

    static void addHelp(CommandSpec command) {
        command.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
    }

    static OptionSpec option(RunOption option) {
        OptionSpec.Builder builder =
                OptionSpec.builder(option.names().toArray(new String[0])).description(description(option));
        String parameter = option.parameter();
        if (parameter == null) {
            return builder.build();
        }
        builder.paramLabel(parameter).arity("1").type(List.class).auxiliaryTypes(String.class);
        return builder.build();
    }

    private static String description(RunOption option) {
        String variable = option.variable();
        String text = option.help().replace("%", "%%");
        return variable == null ? text : text + " [" + variable + "]";
    }
}
