package io.waxwing.cli;

import io.waxwing.Dataflow;
import io.waxwing.mesh.Address;
import io.waxwing.mesh.MeshException;
import io.waxwing.mesh.MeshSecurity;
import io.waxwing.mesh.MeshSocket;
import io.waxwing.plan.Plan;
import io.waxwing.runtime.ClusterConfig;
import io.waxwing.runtime.RunConfig;
import io.waxwing.runtime.Runner;
import io.waxwing.runtime.RunningFlow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds a dataflow and runs it in this process: alone, or as a part of a cluster. */
final class RunCommand {
    private static final String LOOPBACK = "127.0.0.1";

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
        try (RunningFlow run = Runner.start(flow, config(flow, located.loader(), child))) {
            signal.running(received -> stop(run, received, child == null));
            run.await();
            return exitCode(run);
        }
    }

    private void stop(RunningFlow run, Signals received, boolean alone) {
        if (alone) {
            console.print(received.stopping());
        }
        run.stop();
    }

    private int exitCode(RunningFlow run) {
        Signals first = signal.first();
        if (first != null) {
            return first.exitCode().code();
        }
        return run.isStopped() ? ExitCode.TERMINATED.code() : ExitCode.FINISHED.code();
    }

    private RunConfig config(Dataflow flow, ClassLoader loader, @Nullable LocalChild child)
            throws InterruptedException {
        RunConfig config = RunConfig.workers(settings.workers())
                .withFlowLoader(loader)
                .withAllowedTypes(settings.allowedTypes())
                .withStatus(console::print);
        if (settings.snapshotInterval() != null) {
            config = config.withEpochInterval(settings.snapshotInterval());
        }
        if (settings.recovery() != null) {
            config = config.withRecovery(settings.recovery());
        }
        ClusterConfig cluster = cluster(flow, child);
        if (cluster != null) {
            config = config.withCluster(cluster);
        }
        return config;
    }

    private @Nullable ClusterConfig cluster(Dataflow flow, @Nullable LocalChild child) throws InterruptedException {
        Duration connect = settings.patience();
        Duration peer = settings.peerTimeout() == null ? ClusterConfig.PEER_TIMEOUT : settings.peerTimeout();
        if (child != null) {
            Plan.of(flow); // what is wrong with the flow is said before the others are bothered
            MeshSecurity security = settings.security().load();
            MeshSocket socket = bind();
            List<String> addresses = child.exchange(new Address(LOOPBACK, socket.port()).toString());
            return new ClusterConfig(child.index(), addresses, connect, peer, socket, security);
        }
        ClusterPlace place = settings.place();
        if (place == null) {
            return null;
        }
        MeshSecurity security = settings.security().load();
        if (!place.isOnLoopback() && !security.authenticates()) {
            console.print("warning: links between processes are neither encrypted nor authenticated;"
                    + " use them in a network that you trust, or see --cluster-token-file and --tls-cert");
        }
        List<String> addresses =
                place.addresses().stream().map(Address::toString).toList();
        return new ClusterConfig(place.processId(), addresses, connect, peer, null, security);
    }

    private static MeshSocket bind() {
        try {
            return MeshSocket.bind(new Address(LOOPBACK, 0));
        } catch (MeshException e) {
            throw new CliException(ExitCode.NETWORK, String.valueOf(e.getMessage()), e);
        }
    }

    private void verbose(String line) {
        if (settings.verbose()) {
            console.print(line);
        }
    }
}
