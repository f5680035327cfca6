package io.waxwing.cli;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What is done after a while whatever else happens: on a thread of its own, which no user code can hold up. */
final class Deadline {
    private Deadline() {}

    /** Runs an action once the wait is over, unless the process ends before. */
    static void after(Duration wait, String thread, Runnable action) {
        long end = System.nanoTime() + wait.toNanos();
        Thread daemon = new Thread(
                () -> {
                    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                        boolean unused = Thread.interrupted();
                        LockSupport.parkNanos(left);
                    }
                    action.run();
                },
                thread);
        daemon.setDaemon(true);
        daemon.start();
    }
}
