package io.waxwing.cli;

import io.waxwing.Dataflow;
import io.waxwing.mesh.Address;
import io.waxwing.runtime.ClusterConfig;
import io.waxwing.runtime.RunConfig;
import io.waxwing.runtime.Runner;
import io.waxwing.runtime.RunningFlow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds a dataflow and runs it in this process: alone, or as a part of a cluster. */
final class RunCommand {
    private static final Duration CONNECT = Duration.ofSeconds(60);
    private static final Duration PEER = Duration.ofSeconds(10);

    private final RunSettings settings;
    private final Console console;
    private final StopSignal signal;

    RunCommand(RunSettings settings, Console console, StopSignal signal) {
        this.settings = settings;
        this.console = console;
        this.signal = signal;
    }

    /** Runs to the end, and gives the exit code. */
    int run(@Nullable LocalChild child) throws InterruptedException {
        GetterString asked = GetterString.parse(settings.getterString());
        LocatedClass located = new DataflowLocator(settings.classPath(), new RunnerClasses()).locate(asked.module());
        verbose("module " + asked.module() + " is " + located.type());
        Thread.currentThread().setContextClassLoader(located.loader());
        Dataflow flow = DataflowGetter.get(located.type(), asked.getter());
        verbose("dataflow " + flow.id() + " has " + flow.steps().size() + " steps");
        try (RunningFlow run = Runner.start(flow, config(located.loader(), child))) {
            signal.running(received -> stop(run, received));
            run.await();
            return exitCode(run);
        }
    }

    private void stop(RunningFlow run, Signals received) {
        console.print("stopping after " + received.text() + ": ends the epoch first; once more ends at once");
        run.stop();
    }

    private int exitCode(RunningFlow run) {
        Signals first = signal.first();
        if (first != null) {
            return first.exitCode().code();
        }
        return run.isStopped() ? ExitCode.TERMINATED.code() : ExitCode.FINISHED.code();
    }

    private RunConfig config(ClassLoader loader, @Nullable LocalChild child) {
        RunConfig config = RunConfig.workers(settings.workers())
                .withFlowLoader(loader)
                .withAllowedTypes(settings.allowedTypes())
                .withStatus(console::print);
        if (settings.snapshotInterval() != null) {
            config = config.withEpochInterval(settings.snapshotInterval());
        }
        ClusterPlace place = settings.place();
        if (child != null) {
            return config;
        }
        if (place == null) {
            return config;
        }
        List<String> addresses =
                place.addresses().stream().map(Address::toString).toList();
        return config.withCluster(new ClusterConfig(
                place.processId(), addresses, or(settings.connectTimeout(), CONNECT), or(settings.peerTimeout(), PEER)));
    }

    private static Duration or(@Nullable Duration set, Duration otherwise) {
        return set == null ? otherwise : set;
    }

    private void verbose(String line) {
        if (settings.verbose()) {
            console.print(line);
        }
    }
}
