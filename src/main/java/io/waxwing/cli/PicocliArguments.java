package io.waxwing.cli;

import io.waxwing.text.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads any command line with picocli, and words its complaints. */
final class PicocliArguments {
    private static final String DEFAULT_NAME = "waxwing";

    private PicocliArguments() {}

    static Command parse(String[] typed) {
        CommandLine commandLine = new CommandLine(CommandSpecs.root());
        commandLine.setExpandAtFiles(false);
        ParseResult result;
        try {
            result = commandLine.parseArgs(typed);
        } catch (ParameterException e) {
            throw complaint(e);
        }
        List<ParseResult> levels = new ArrayList<>(List.of(result));
        ParseResult last = result;
        while (last.hasSubcommand()) {
            last = last.subcommand();
            levels.add(last);
        }
        if (last.isUsageHelpRequested()) {
            return new Command.Print(helpOf(last));
        }
        if (last.isVersionHelpRequested()) {
            return new Command.Print(Version.text() + "\n");
        }
        return command(commandLine, levels);
    }

    private static Command command(CommandLine root, List<ParseResult> levels) {
        ParseResult last = levels.get(levels.size() - 1);
        Arguments arguments = options(levels);
        String name = last.commandSpec().name();
        if (name.equals(Subcommand.COMPLETION.typed())) {
            String alias = last.hasMatchedPositional(0) ? last.matchedPositionalValue(0, DEFAULT_NAME) : DEFAULT_NAME;
            return new Command.Print(AutoComplete.bash(alias, root));
        }
        if (name.equals(Subcommand.HELP.typed())) {
            return new Command.Print(helpOf(root, last));
        }
        if (name.equals(Subcommand.EXPLAIN_WINDOW.typed())) {
            return new Command.Explain(ExplainWindowOptions.read(last));
        }
        if (name.equals(Subcommand.RECOVERY.typed())) {
            return new Command.Print(helpOf(last));
        }
        RecoveryTask task = RecoveryTask.named(name);
        if (task != null) {
            return new Command.Recover(RecoveryOptions.read(task, last));
        }
        String module = last.hasMatchedPositional(0) ? last.matchedPositionalValue(0, "") : "";
        if (module.isEmpty()) {
            throw CliException.options("expected a module to run: a class, a .java file or a jar");
        }
        arguments.getterString(module);
        return new Command.Run(arguments);
    }

    /** Options may stand before the name of a subcommand and behind it. */
    private static Arguments options(List<ParseResult> levels) {
        Arguments arguments = new Arguments();
        for (RunOption option : RunOption.values()) {
            List<String> values = new ArrayList<>();
            levels.forEach(level -> values.addAll(valuesIn(level, option)));
            addValues(arguments, option, values);
        }
        return arguments;
    }

    private static void addValues(Arguments arguments, RunOption option, List<String> values) {
        if (values.size() > 1 && !option.repeatable()) {
            throw twice(option.shown());
        }
        for (String value : values) {
            if (value.isEmpty()) {
                throw CliException.options(option.shown() + ": expected a value, " + option.parameter());
            }
            arguments.add(option, value);
        }
    }

    private static List<String> valuesIn(ParseResult result, RunOption option) {
        if (option.takesValue()) {
            return result.matchedOptionValue(option.longName(), List.of());
        }
        return result.hasMatchedOption(option.longName()) ? List.of("true") : List.of();
    }

    private static String helpOf(ParseResult command) {
        return command.commandSpec().commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF);
    }

    private static String helpOf(CommandLine root, ParseResult help) {
        String name = help.hasMatchedPositional(0) ? help.matchedPositionalValue(0, "") : "";
        CommandLine command = name.isEmpty() ? root : root.getSubcommands().get(name);
        if (command == null) {
            throw CliException.options("there is no command " + Shown.quoted(name));
        }
        return command.getUsageMessage(CommandLine.Help.Ansi.OFF);
    }

    private static CliException twice(String name) {
        return CliException.options(name + " is given twice");
    }

    private static CliException complaint(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched(
                    unmatched.getUnmatched().get(0), unmatched.getCommandLine().getCommandSpec());
        }
        if (e instanceof OverwrittenOptionException overwritten
                && overwritten.getOverwritten() instanceof OptionSpec option) {
            return twice(option.shortestName());
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()
                && missing.getMissing().get(0) instanceof OptionSpec option) {
            return CliException.options(option.shortestName() + ": expected a value, " + option.paramLabel());
        }
        return CliException.options(Shown.of(String.valueOf(e.getMessage()), 500));
    }

    private static CliException unmatched(String argument, CommandSpec command) {
        if (argument.startsWith("-")) {
            List<String> names = command.options().stream()
                    .flatMap(option -> Stream.of(option.names()))
                    .toList();
            String near = argument.length() > 2 ? Suggestion.nearest(argument, names) : null;
            return CliException.options(
                    "unknown option " + Shown.quoted(argument) + (near == null ? "" : "; did you mean " + near + "?"));
        }
        CliException behindRecovery = RecoveryOptions.unexpected(command, argument);
        if (behindRecovery != null) {
            return behindRecovery;
        }
        if (command.name().equals(Subcommand.EXPLAIN_WINDOW.typed())) {
            return CliException.options("expected one file, got also " + Shown.quoted(argument));
        }
        return CliException.options("expected one module, got also " + Shown.quoted(argument)
                + "; what the flow is to be given stands behind its getter, as in \"com.acme.Flows:flow('"
                + Shown.of(argument) + "')\"");
    }
}
