package io.waxwing.cli;

import io.waxwing.text.Shown;
import io.waxwing.time.Century;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A whole cluster on this machine: starts a JVM for each process, tells each where the others listen, passes on what they print and
 * the signals that come, and ends with one exit code.
 *
 * <pre>
 *          control connection
 *   parent ------------------ child 0 .. N-1     standard output of all in whole lines, standard error as "[p1] line",
 *                                                standard input to child 0 alone
 * </pre>
 *
 * The thread that calls {@link #run} decides; others only put events into its queue.
 */
final class LocalCluster implements StopSignal.Stoppable {
    /** After a failure the others end by themselves, as the mesh is broken; who has not in this time is ended. */
    private static final Duration FAREWELL = Duration.ofSeconds(3);
    /** What children say before all are there is held back, but not longer than this. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private static final long NEVER = Long.MAX_VALUE;

    private final ChildCommand command;
    private final String[] addresses;
    private final Console console;
    private final Duration patience;
    private final BlockingQueue<ClusterEvent> events = new LinkedBlockingQueue<>();
    private final ClusterOutcome outcome = new ClusterOutcome();
    /** Written once, before it is read by other threads through {@link StopSignal}, which synchronizes. */
    private final List<ChildProcess> children = new ArrayList<>();

    private final ControlServer control;
    private int joined;
    private int running;
    private long deadline;
    /** When children that are not ready are waited for no longer. */
    private long giveUpAt = NEVER;
    /** The children were ended by us: how they end tells nothing. */
    private boolean abandoned;

    private LocalCluster(ChildCommand command, int processes, Console console, Duration patience) throws IOException {
        this.command = command;
        this.addresses = new String[processes];
        this.console = console;
        this.patience = Century.atMost(patience);
        this.control = ControlServer.open(processes, events);
    }

    /**
     * Starts the children.
     *
     * @param patience how long to wait until all are ready; zero: for ever
     */
    static LocalCluster start(ChildCommand command, int processes, Console console, Duration patience) {
        try {
            LocalCluster cluster = new LocalCluster(command, processes, console, patience);
            cluster.startChildren();
            return cluster;
        } catch (IOException e) {
            throw new CliException(ExitCode.NETWORK, "cannot start a local cluster: " + e.getMessage(), e);
        }
    }

    private void startChildren() throws IOException {
        WholeLines out = new WholeLines(new FileOutputStream(FileDescriptor.out));
        Map<String, String> environment = Map.of(LocalChild.VARIABLE, control.address());
        try {
            for (int i = 0; i < addresses.length; i++) {
                HeldLines errors = new HeldLines("[p" + i + "] ", console);
                List<String> line = command.forChild(i, addresses.length);
                children.add(ChildProcess.start(i, line, environment, events, errors));
            }
        } catch (IOException e) {
            abandon();
            throw e;
        }
        children.forEach(child -> child.follow(out));
    }

    /** Waits for the end of all children and gives the exit code of the whole. */
    int run() throws InterruptedException {
        running = addresses.length;
        long began = System.nanoTime();
        deadline = began + QUIET.toNanos();
        if (!patience.isZero()) {
            giveUpAt = began + patience.toNanos();
            deadline = Math.min(deadline, giveUpAt);
        }
        try (control) {
            while (running > 0) {
                ClusterEvent event = next();
                if (event instanceof ClusterEvent.OutputFailed failed) {
                    children.forEach(ChildProcess::silence);
                    return outputFailed(failed);
                }
                on(event);
            }
        } finally {
            abandon();
        }
        if (outcome.message() != null) {
            console.print("error: " + outcome.message());
        }
        return outcome.exitCode();
    }

    private int outputFailed(ClusterEvent.OutputFailed failed) {
        if (failed.closed()) {
            return ExitCode.STDOUT_CLOSED.code();
        }
        console.print("error: cannot write standard output: "
                + Shown.of(String.valueOf(failed.why().getMessage()), 200));
        return ExitCode.FLOW_FAILED.code();
    }

    /** The next event, or null when the deadline has come. */
    private @Nullable ClusterEvent next() throws InterruptedException {
        if (deadline == NEVER) {
            return events.take();
        }
        return events.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private void on(@Nullable ClusterEvent event) {
        if (event instanceof ClusterEvent.Joined child) {
            joined(child);
        } else if (event instanceof ClusterEvent.Exited child) {
            exited(child);
        } else if (event instanceof ClusterEvent.Stop stop) {
            stop(stop);
        } else if (outcome.failed()) {
            abandoned = true;
            abandon();
            deadline = NEVER;
        } else if (deadline == giveUpAt) {
            children.forEach(ChildProcess::speak);
            outcome.gaveUp(patience, missing());
            abandoned = true;
            abandon();
            deadline = NEVER;
        } else {
            console.print("waiting for " + missing() + " of " + addresses.length + " processes to be ready");
            children.forEach(ChildProcess::speak);
            deadline = giveUpAt;
        }
    }

    private void joined(ClusterEvent.Joined child) {
        addresses[child.child()] = child.address();
        joined++;
        if (joined == addresses.length) {
            control.tellAll(LocalChild.ADDRESSES + " " + String.join(";", addresses));
            children.forEach(ChildProcess::speak);
            if (!outcome.failed()) {
                deadline = NEVER;
            }
        }
    }

    private void exited(ClusterEvent.Exited child) {
        running--;
        boolean failedBefore = outcome.failed();
        if (!abandoned) {
            outcome.ended(child.child(), child.code());
        }
        if (failedBefore || !outcome.failed()) {
            return;
        }
        if (joined == addresses.length) {
            deadline = System.nanoTime() + FAREWELL.toNanos();
        } else {
            children.get(child.child()).speak();
            silenceAndKill();
        }
    }

    private void stop(ClusterEvent.Stop stop) {
        if (joined == addresses.length) {
            console.print(stop.signal().stopping());
            control.tellAll(LocalChild.STOP + " " + stop.signal().name());
        } else {
            outcome.stopped(stop.signal());
            silenceAndKill();
        }
    }

    private void silenceAndKill() {
        abandoned = true;
        children.forEach(ChildProcess::silence);
        abandon();
    }

    private String missing() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < addresses.length; i++) {
            if (addresses[i] == null) {
                names.add("p" + i);
            }
        }
        return String.join(", ", names);
    }

    @Override
    public void stop(Signals signal) {
        events.add(new ClusterEvent.Stop(signal));
    }

    @Override
    public void abandon() {
        children.forEach(ChildProcess::kill);
    }
}
