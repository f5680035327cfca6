package io.waxwing.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a signal does: the first asks what runs to end its epoch and stop, the second, or ten seconds, ends the process at once. Before
 * anything runs, the first ends it at once, too. What comes within a second of the first is taken for the same: programs that start others,
 * such as {@code timeout}, signal the whole group of processes, and then some of its members pass it on.
 */
final class StopSignal {
    /** What can be asked to stop. */
    interface Stoppable {
        /** Any thread; returns at once. */
        void stop(Signals signal);

        /** The process is about to be ended whatever still runs. */
        default void abandon() {}
    }

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final long SAME = Duration.ofSeconds(1).toNanos();

    private final ExitGuard guard;
    private @Nullable Stoppable running;
    private @Nullable Signals first;
    private long firstAt;

    StopSignal(ExitGuard guard) {
        this.guard = guard;
    }

    void install() {
        Signals.handle(this::on);
    }

    /** For a child of a local cluster: what a terminal sends to all is heard by the parent, and passed on. */
    void installInChild() {
        Signals.handle(signal -> {
            if (signal == Signals.TERM) {
                on(signal);
            }
        });
    }

    /** Something runs now. */
    synchronized void running(Stoppable stoppable) {
        running = stoppable;
    }

    /** The signal that came first, or null. */
    synchronized @Nullable Signals first() {
        return first;
    }

    /** A signal, or what another process passes on as one. */
    void on(Signals signal) {
        boolean again;
        Stoppable target;
        synchronized (this) {
            again = first != null;
            target = running;
            if (!again) {
                first = signal;
                firstAt = System.nanoTime();
            } else if (System.nanoTime() - firstAt < SAME) {
                return;
            }
        }
        if (again || target == null) {
            end(signal);
            return;
        }
        Deadline.after(DEADLINE, "waxwing-stop-deadline", () -> end(signal));
        target.stop(signal);
    }

    private void end(Signals signal) {
        Stoppable target;
        synchronized (this) {
            target = running;
        }
        if (target != null) {
            target.abandon();
        }
        guard.halt(signal.exitCode());
    }
}
