package io.waxwing.cli;

import io.waxwing.text.Shown;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The program: {@code java -jar runner.jar [OPTIONS] <module>[:<getter>]}. For a flow that is to be run from code there is
 * {@link io.waxwing.runtime.Runner}.
 */
public final class Main {
    private Main() {}

    /** Runs a command line and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        Console console = Console.standard();
        ExitGuard guard = new ExitGuard(console);
        int code;
        try {
            code = run(arguments, console, guard);
        } catch (Throwable thrown) {
            code = report(console, thrown, isAsked(arguments));
        }
        guard.exit(code);
    }

    private static int run(String[] typed, Console console, ExitGuard guard) throws InterruptedException {
        StopSignal signal = new StopSignal(guard);
        Environment environment = new Environment(System.getenv());
        LocalChild child = LocalChild.connect(typed, environment);
        String[] arguments = typed;
        if (child == null) {
            signal.install();
        } else {
            signal.installInChild();
            child.follow(signal::on, () -> guard.halt(ExitCode.PEER_FAILED));
            arguments = LocalChild.others(typed);
            environment = ClusterPlace.known(environment);
        }
        guard.arm();
        Command command = command(arguments);
        if (command instanceof Command.Print print) {
            System.out.print(print.text());
            return ExitCode.FINISHED.code();
        }
        if (command instanceof Command.Recover recover) {
            System.out.print(recover.recovery().run());
            return ExitCode.FINISHED.code();
        }
        if (command instanceof Command.Explain explain) {
            explain.windows().run(System.in, System.out);
            return ExitCode.FINISHED.code();
        }
        checkDirectory();
        RunSettings settings = RunSettings.read(((Command.Run) command).arguments(), environment);
        Logging.prepare(settings.verbose());
        return child == null && settings.processes() > 1
                ? runLocalCluster(settings, arguments, console, signal)
                : new RunCommand(settings, console, signal).run(child);
    }

    /** Where the current directory's name can't be told in the characters of the locale, much of the JDK does not work. */
    private static void checkDirectory() {
        String directory = System.getProperty("user.dir");
        if (!isPath(directory)) {
            throw CliException.usage("the name of the current directory, " + Shown.quoted(directory)
                    + ", has characters that this locale has not; set e.g. LC_ALL=C.UTF-8");
        }
    }

    private static boolean isPath(String directory) {
        try {
            return Path.of(directory).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Command command(String[] arguments) {
        Arguments plain = QuickArguments.parse(arguments);
        return plain == null ? PicocliArguments.parse(arguments) : new Command.Run(plain);
    }

    private static int runLocalCluster(RunSettings settings, String[] arguments, Console console, StopSignal signal)
            throws InterruptedException {
        GetterString.parse(settings.getterString());
        settings.security().checkCluster();
        ChildCommand command = ChildCommand.likeThisProcess(arguments);
        LocalCluster cluster = LocalCluster.start(command, settings.processes(), console, settings.patience());
        signal.running(cluster);
        return cluster.run();
    }

    private static int report(Console console, Throwable thrown, boolean stacktrace) {
        String message = new ErrorRenderer(stacktrace).message(thrown);
        if (message != null) {
            console.print(message);
        }
        return ErrorRenderer.exitCode(thrown).code();
    }

    /** Looked at by itself, as the command line may be what is wrong. */
    private static boolean isAsked(String[] arguments) {
        for (String argument : arguments) {
            if (argument.equals(RunOption.STACKTRACE.longName())) {
                return true;
            }
        }
        return false;
    }
}
