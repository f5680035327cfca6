package io.waxwing.runtime;

import io.waxwing.exchange.Message;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Where messages for a worker arrive, and where it parks when there is nothing to do. Bounded by credit: senders ask no leave. Any
 * thread offers; only the worker's thread takes and parks. Wake-ups are not lost: the worker publishes that it parks, looks once
 * more, then parks; who offers does so first and looks at the flag after.
 */
public final class Mailbox {
    private final Queue<Message> messages = new ConcurrentLinkedQueue<>();
    /** Written by any thread. */
    private volatile boolean stopRequested;
    /** Written by any thread, cleared by the worker. */
    private volatile boolean woken;
    /** Written by the worker while it parks. */
    private volatile @Nullable Thread parked;

    /** Puts a message in and wakes the worker. Any thread. */
    public void offer(Message message) {
        messages.add(message);
        unpark();
    }

    /** Wakes the worker. Any thread. */
    public void wake() {
        woken = true;
        unpark();
    }

    /** Wakes several workers; takes no memory. Any thread. */
    static void wakeAll(List<Mailbox> mailboxes) {
        for (int i = 0; i < mailboxes.size(); i++) {
            mailboxes.get(i).wake();
        }
    }

    /** Asks the worker to end the epoch and stop. Any thread. */
    public void requestStop() {
        stopRequested = true;
        wake();
    }

    private void unpark() {
        Thread thread = parked;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    @Nullable
    Message poll() {
        return messages.poll();
    }

    boolean isStopRequested() {
        return stopRequested;
    }

    /** Whether the worker should look again: something has come or it was woken since it parked last. */
    boolean takeWakeUp() {
        boolean was = woken || !messages.isEmpty();
        woken = false;
        return was;
    }

    /**
     * Parks the calling thread until woken, at most {@code nanos}. An interrupt that user code has left behind ends the park, and is
     * forgotten: it would end all parks to come.
     */
    void park(long nanos) {
        parked = Thread.currentThread();
        try {
            if (messages.isEmpty() && !woken) {
                LockSupport.parkNanos(this, nanos);
                boolean unused = Thread.interrupted();
            }
        } finally {
            parked = null;
            woken = false;
        }
    }
}
