package io.waxwing.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Reports a worker that has been in one call for 3 seconds, once per call, with the step and where it is. One thread per run. */
final class Watchdog implements AutoCloseable {
    /** What it looks at. */
    record Watched(Worker worker, Thread thread) {}

    private static final Duration STUCK = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int FRAMES = 12;

    private final List<Watched> watched;
    private final Consumer<String> report;
    private final Thread thread;
    private final long[] since;
    private final long[] steps;
    /** Written by whoever closes, read by the watching thread. */
    private volatile boolean closed;

    Watchdog(List<Watched> watched, Consumer<String> report) {
        this.watched = watched;
        this.report = report;
        this.since = new long[watched.size()];
        this.steps = new long[watched.size()];
        this.thread = new Thread(this::run, "waxwing-watchdog");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(this, LOOK.toNanos());
            look(System.nanoTime());
        }
    }

    private void look(long now) {
        for (int i = 0; i < steps.length; i++) {
            Worker worker = watched.get(i).worker;
            long count = worker.stepsTaken();
            String step = worker.currentStep();
            if (step == null || count != steps[i] || since[i] == 0) {
                steps[i] = count;
                since[i] = now;
            } else if (since[i] > 0 && now - since[i] >= STUCK.toNanos()) {
                since[i] = -1; // reported
                report.accept(describe(watched.get(i), step));
            }
        }
    }

    private static String describe(Watched stuck, String step) {
        var text = new StringBuilder("worker " + stuck.worker.worker() + " has been in one call for "
                + STUCK.toSeconds() + " s, in step \"" + step + "\" or one below it:");
        StackTraceElement[] stack = stuck.thread.getStackTrace();
        for (int i = 0; i < Math.min(FRAMES, stack.length); i++) {
            text.append(System.lineSeparator()).append("    at ").append(stack[i]);
        }
        return text.toString();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
