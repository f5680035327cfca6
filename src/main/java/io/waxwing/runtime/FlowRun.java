package io.waxwing.runtime;

import io.waxwing.chain.Specializer;
import io.waxwing.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One process's share of a run: its workers, their threads, and how they end together. */
final class FlowRun implements RunningFlow {
    private static final Duration GRACE = Duration.ofSeconds(2);
    /** A store may have much to write into its files at the end. */
    private static final Duration CLOSING = Duration.ofMinutes(5);

    private final List<Mailbox> mailboxes;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Failures failures;
    private final Peers peers;
    private final @Nullable StoreRun store;
    private final Watchdog watchdog;
    private final CountDownLatch running;
    private final Lock leaving = new ReentrantLock();
    /** Under the lock. */
    private boolean left;
    /** Written by close(), read by the workers. */
    private volatile boolean cancelled;
    /** Written by close(): workers were still at work then. */
    private volatile boolean cutOff;

    FlowRun(
            Plan plan,
            RunConfig config,
            List<Mailbox> mailboxes,
            Failures failures,
            Peers peers,
            @Nullable StoreRun store) {
        this.store = store;
        this.mailboxes = mailboxes;
        this.failures = failures;
        this.peers = peers;
        this.running = new CountDownLatch(config.workers());
        ClusterConfig cluster = config.cluster();
        int processes = cluster == null ? 1 : cluster.addresses().size();
        int first = cluster == null ? 0 : cluster.processId() * config.workers();
        var settings =
                WorkerSettings.of(config.epochInterval(), plan.exchanges().size(), processes * config.workers());
        Specializer specializer = Specializer.copying();
        List<Watchdog.Watched> watched = new ArrayList<>();
        for (int i = 0; i < config.workers(); i++) {
            var services = new WorkerServices(
                    WorkerClock.system(),
                    mailboxes.get(i),
                    peers.courier(),
                    peers.wireFormat(),
                    specializer,
                    store == null ? null : store.store(),
                    store == null ? null : store.format());
            var worker = new Worker(plan, new WorkerPlace(first + i, processes, config.workers()), settings, services);
            workers.add(worker);
            var thread = new Thread(() -> work(worker), "waxwing-worker-" + worker.worker());
            thread.setDaemon(true); // whoever awaits keeps the process alive
            threads.add(thread);
            watched.add(new Watchdog.Watched(worker, thread));
        }
        this.watchdog = new Watchdog(watched, config.status());
    }

    /** Starts all threads, or leaves nothing behind if there cannot be as many. */
    void start() {
        int started = 0;
        try {
            watchdog.start();
            for (Thread thread : threads) {
                thread.start();
                started++;
            }
        } catch (Throwable e) {
            for (int i = started; i < threads.size(); i++) {
                running.countDown();
            }
            close();
            throw e;
        }
    }

    /** A worker that fails never ends without a failure that the others see, even when there is no memory left. */
    private void work(Worker worker) {
        try {
            run(worker);
        } finally {
            end(worker);
        }
    }

    private void run(Worker worker) {
        try {
            new WorkerLoop(worker, this::isCancelled).run();
        } catch (Throwable e) {
            fail(worker, e);
        }
    }

    private void end(Worker worker) {
        if (failures.first() != null) {
            worker.forget(); // also if another one failed, maybe for want of memory
        }
        try {
            worker.close();
        } catch (Throwable e) {
            fail(worker, e);
        } finally {
            running.countDown();
            if (running.getCount() == 0) {
                failures.settle();
            }
        }
    }

    private void fail(Worker worker, Throwable thrown) {
        String step = worker.currentStep();
        worker.forget();
        FlowException failure;
        try {
            failure = Failures.of(worker, step, thrown);
        } catch (Throwable e) {
            failure = failures.undescribed(thrown, e);
        }
        fail(failure);
    }

    private boolean isCancelled() {
        return cancelled || failures.first() != null;
    }

    /** The first failure ends the process and, through the mesh, the cluster. */
    void fail(FlowException failure) {
        if (failures.trip(failure)) {
            Mailbox.wakeAll(mailboxes);
            peers.abort(failure);
        } else {
            FlowException first = failures.first();
            if (first != null && first != failure) {
                first.addSuppressed(failure);
            }
        }
    }

    @Override
    public void await() throws InterruptedException {
        failures.awaitSettled();
        waitForCancelled();
        leave();
        FlowException failure = failures.first();
        if (failure != null) {
            throw failure;
        }
    }

    /** The run has failed: user code that does not come back is interrupted, and after a while left alone. */
    private void waitForCancelled() throws InterruptedException {
        if (!running.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            threads.forEach(Thread::interrupt);
            running.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Once: after the last worker, before anyone is told of the end. Whoever awaits as well waits for it. */
    private void leave() throws InterruptedException {
        leaving.lockInterruptibly();
        try {
            if (!left) {
                watchdog.close();
                if (store != null) {
                    store.close(failures.first() == null ? CLOSING.toMillis() : GRACE.toMillis());
                }
                left = true;
                part();
            }
        } finally {
            leaving.unlock();
        }
    }

    private void part() throws InterruptedException {
        FlowException failure = failures.first();
        if (failure == null && !cancelled) {
            try {
                peers.goodbye();
            } catch (FlowException e) {
                failures.trip(e);
            }
        } else if (failure != null) {
            peers.abort(failure); // once: a worker that failed here has told already
        }
        peers.close();
    }

    @Override
    public void stop() {
        mailboxes.forEach(Mailbox::requestStop);
    }

    @Override
    public boolean isStopped() {
        return cutOff || workers.stream().anyMatch(Worker::isStopped);
    }

    @Override
    public void close() {
        if (running.getCount() > 0) {
            cutOff = true;
        }
        cancelled = true;
        failures.settle();
        Mailbox.wakeAll(mailboxes);
        try {
            waitForCancelled();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watchdog.close();
        closeStore();
        peers.close();
    }

    private void closeStore() {
        if (store != null) {
            try {
                store.close(GRACE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
