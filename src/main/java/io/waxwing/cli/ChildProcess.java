package io.waxwing.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** One process of a local cluster, and the threads that pass on what it prints. */
final class ChildProcess {
    /** A grandchild may keep the streams of its dead parent open: no longer than this is waited for their end. */
    private static final long DRAIN_MILLIS = 2_000;

    private final int index;
    private final Process process;
    private final HeldLines errors;
    private final Queue<ClusterEvent> events;

    private ChildProcess(int index, Process process, HeldLines errors, Queue<ClusterEvent> events) {
        this.index = index;
        this.process = process;
        this.errors = errors;
        this.events = events;
    }

    /**
     * Starts a process.
     *
     * @param index which it is; the first gets our standard input, the others none
     * @param command with arguments
     * @param environment added to ours
     * @param events gets its end
     */
    static ChildProcess start(
            int index,
            List<String> command,
            Map<String, String> environment,
            Queue<ClusterEvent> events,
            HeldLines errors)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("BYTEWAX_PROCESSES");
        ChildCommand.removePorts(builder.environment());
        builder.environment().putAll(environment);
        if (index == 0) {
            builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
        }
        Process process = builder.start();
        if (index > 0) {
            process.getOutputStream().close();
        }
        return new ChildProcess(index, process, errors, events);
    }

    /** Passes on what it prints from here on. */
    void follow(WholeLines out) {
        Thread lines = thread("out", () -> passOutput(out));
        Thread complaints = thread("err", () -> errors.pass(process.getErrorStream()));
        thread("end", () -> awaitEnd(lines, complaints));
    }

    private Thread thread(String what, Runnable work) {
        Thread thread = new Thread(work, "waxwing-p" + index + "-" + what);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void passOutput(WholeLines out) {
        try {
            out.pass(process.getInputStream());
        } catch (IOException e) {
            events.add(new ClusterEvent.OutputFailed(e));
        }
    }

    private void awaitEnd(Thread lines, Thread complaints) {
        try {
            int code = process.waitFor();
            lines.join(DRAIN_MILLIS);
            complaints.join(DRAIN_MILLIS);
            events.add(new ClusterEvent.Exited(index, code));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void speak() {
        errors.speak();
    }

    void silence() {
        errors.silence();
    }

    /** Ends it at once. */
    void kill() {
        process.destroyForcibly();
    }
}
