package io.waxwing.mesh;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The I/O thread, as a place to run things on now or later. What such a thing throws is never lost: it is a bug of ours, and
 * fails the process.
 */
final class Loop {
    private final EventLoop loop;
    /** Set and called on the I/O thread, but for the first value. */
    private volatile Consumer<Throwable> onCrash;

    Loop(EventLoop loop, Consumer<Throwable> onCrash) {
        this.loop = loop;
        this.onCrash = onCrash;
    }

    EventLoop eventLoop() {
        return loop;
    }

    boolean isHere() {
        return loop.inEventLoop();
    }

    /** From now on, tells {@code handler} of what a task throws. */
    void onCrash(Consumer<Throwable> handler) {
        onCrash = handler;
    }

    /** Tells the handler of what was thrown outside of a task; on the I/O thread. */
    void crash(Throwable thrown) {
        onCrash.accept(thrown);
    }

    /** Runs a task on the I/O thread, or another one here if that has ended. Any thread. */
    void run(Runnable task, Runnable otherwise) {
        try {
            loop.execute(guarded(task));
        } catch (RejectedExecutionException e) {
            otherwise.run();
        }
    }

    /** Runs a task on the I/O thread unless that has ended. Any thread. */
    void run(Runnable task) {
        run(task, () -> {});
    }

    /** Runs a task later, unless this ends before. On the I/O thread. */
    void after(Duration delay, Runnable task) {
        if (!loop.isShuttingDown()) { // on this thread, so that it does not begin to in between
            Future<?> unused = loop.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Runs a task again and again, until the I/O thread ends or what is given back is run. */
    Runnable every(Duration period, Runnable task) {
        Future<?> running =
                loop.scheduleWithFixedDelay(guarded(task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
        return () -> running.cancel(false);
    }

    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                onCrash.accept(e);
            }
        };
    }
}
