package io.waxwing.recovery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A process's share of the store of a run: opens partitions together with the other processes, loads what was saved, then seals
 * epochs. Everything happens in {@link #step}, called by one thread or by a simulation; workers and peers only put things into a queue.
 *
 * <pre>
 *  workers --EpochRows--> [queue] --> step --> partition files
 *  peers ----messages---> [queue]      '-----> peers, workers
 * </pre>
 */
public final class StoreNode implements EpochStore, AutoCloseable {
    private sealed interface Event {
        @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
        record Heard(int from, byte[] bytes) implements Event {}

        record Told(StoreMessage message) implements Event {}

        record Delivered(EpochRows rows) implements Event {}

        record Taken(int worker, int from) implements Event {}

        record Woken() implements Event {}
    }

    private final StoreSettings settings;
    private final Storage storage;
    private final StoreLink link;
    private final LongSupplier nanos;
    private final StorePoint.Watch watch;
    private final StorePost post;
    private final Opening opening;
    private final Backups backups;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final LoadedRows loaded;

    private @Nullable Loading loading;
    private @Nullable Saving saving;
    /** Written once by the store's thread, with all that workers read written before. */
    private volatile ResumeDecision.@Nullable Resume resume;

    StoreNode(StoreSettings settings, Storage storage, StoreLink link, LongSupplier nanos, StorePoint.Watch watch) {
        this.settings = settings;
        this.storage = storage;
        this.link = link;
        this.nanos = nanos;
        this.watch = watch;
        this.post = new StorePost(settings, link);
        this.opening = new Opening(settings, storage, watch, this::tellAll);
        this.loaded = new LoadedRows(settings.cluster());
        this.backups = new Backups(settings.cluster(), storage, nanos, this::tell);
    }

    /** A store in a directory. */
    public static StoreNode of(StoreSettings settings, StoreLink link, StorePoint.Watch watch) {
        var directory = new StoreDirectory(settings.config().directory(), settings, watch);
        return new StoreNode(settings, directory, link, System::nanoTime, watch);
    }

    /** Begins to open the partitions. */
    public void begin() {
        opening.begin();
    }

    /** Takes what another process sent. Any thread. */
    public void receive(int process, byte[] message) {
        events.add(new Event.Heard(process, message));
    }

    /** Whether it is known where the run goes on from, and all partitions are ready for it. Any thread. */
    public boolean isResumed() {
        return resume != null;
    }

    /** Ends the wait of {@link #step(long)}. Any thread. */
    public void wake() {
        events.add(new Event.Woken());
    }

    /** Does one thing; waits so long for something to do. False: there was nothing. */
    public boolean step(long waitNanos) throws InterruptedException {
        if (step()) {
            return true;
        }
        Event event = events.poll(waitNanos, TimeUnit.NANOSECONDS);
        if (event != null) {
            handle(event);
        }
        return event != null;
    }

    /** Does one thing if there is any. */
    public boolean step() {
        Event event = events.poll();
        if (event != null) {
            handle(event);
            return true;
        }
        if (loading != null && loading.work()) {
            watch.at(StorePoint.LOADING);
            return true;
        }
        if (saving == null) {
            return false;
        }
        backups.look(opening.resume().epoch());
        return save(saving);
    }

    /** Whether {@link #step} has something to do that nothing from outside has to come for; for a simulation. */
    boolean hasEvents() {
        return !events.isEmpty();
    }

    private boolean save(Saving running) {
        for (int process = 0; process < settings.cluster().processes(); process++) {
            StoreMessage next = running.next(process);
            if (next != null) {
                post.send(process, next);
                return true;
            }
        }
        OwnPartition sealed = running.seal();
        if (sealed == null) {
            return loading != null && loading.isDone() && running.tidy();
        }
        link.sealed(sealed.number(), sealed.epoch() - 1);
        watch.at(StorePoint.SEAL_TOLD);
        return true;
    }

    private void handle(Event event) {
        if (event instanceof Event.Heard heard) {
            StoreMessage message = post.receive(heard.from, heard.bytes);
            if (message != null) {
                onMessage(heard.from, message);
            }
        } else if (event instanceof Event.Told told) {
            onMessage(settings.cluster().process(), told.message);
        } else if (event instanceof Event.Delivered delivered) {
            saving().deliver(delivered.rows);
        } else if (event instanceof Event.Taken taken) {
            if (taken.from == settings.cluster().process()) {
                onAck(taken.worker);
            } else {
                post.send(taken.from, new StoreMessage.LoadAck(taken.worker));
            }
        }
    }

    private void onMessage(int from, StoreMessage message) {
        if (message instanceof StoreMessage.Listing listing) {
            opening.onListing(from, listing);
        } else if (message instanceof StoreMessage.Created) {
            opening.onCreated();
        } else if (message instanceof StoreMessage.Facts facts) {
            opening.onFacts(from, facts);
        } else if (message instanceof StoreMessage.Ready ready) {
            if (opening.onReady(from, ready)) {
                resume();
            }
        } else if (message instanceof StoreMessage.Load load) {
            onLoad(from, load);
        } else if (message instanceof StoreMessage.LoadAck ack) {
            onAck(ack.worker());
        } else if (message instanceof StoreMessage.Rows rows) {
            post.send(from, saving().onRows(from, rows));
        } else if (message instanceof StoreMessage.Done done) {
            saving().onDone(from, done);
        } else if (message instanceof StoreMessage.RowCredit credit) {
            saving().onCredit(from, credit.limit());
        } else if (message instanceof StoreMessage.Backup backup) {
            backups.onBackup(from, backup);
        } else if (message instanceof StoreMessage.Copied copied) {
            backups.onCopied(copied, opening.resume().partitions());
        }
    }

    private void resume() {
        saving = new Saving(settings, opening, backups, nanos, watch);
        List<String> states = settings.steps().stream()
                .filter(step -> !settings.positioned().contains(step))
                .toList();
        loading = new Loading(
                settings.cluster().workers(),
                states,
                List.copyOf(opening.files().values()),
                this::carry);
        StartReport.lines(settings, opening).forEach(link::status);
        resume = opening.resume();
    }

    private Saving saving() {
        if (saving == null) {
            throw new IllegalStateException("a message about an epoch came before the start");
        }
        return saving;
    }

    private void carry(StoreMessage.Load load) {
        if (settings.cluster().isLocal(load.worker())) {
            onLoad(settings.cluster().process(), load);
        } else {
            post.send(settings.cluster().processOf(load.worker()), load);
        }
    }

    private void onLoad(int from, StoreMessage.Load load) {
        if (!settings.cluster().isLocal(load.worker())) {
            throw new IllegalArgumentException("saved rows for worker " + load.worker() + ", which is not here");
        }
        loaded.add(settings.cluster().local(load.worker()), new LoadedRows.Some(from, load.rows(), load.last()));
        link.wake(load.worker());
    }

    private void onAck(int worker) {
        if (loading != null) {
            loading.onAck(worker);
        }
    }

    private void tell(int process, StoreMessage message) {
        if (process == settings.cluster().process()) {
            onMessage(process, message);
        } else {
            post.send(process, message);
        }
    }

    private void tellAll(StoreMessage message) {
        for (int process = 0; process < settings.cluster().processes(); process++) {
            if (process == settings.cluster().process()) {
                events.add(new Event.Told(message));
            } else {
                post.send(process, message);
            }
        }
    }

    private ResumeDecision.Resume resumed() {
        ResumeDecision.Resume decided = resume;
        if (decided == null) {
            throw new IllegalStateException("it is not known yet where to go on from");
        }
        return decided;
    }

    @Override
    public int partitions() {
        return resumed().partitions();
    }

    @Override
    public long resumeEpoch() {
        return resumed().epoch();
    }

    @Override
    public Instant sealedAt() {
        return Instant.ofEpochMilli(resumed().sealedAt());
    }

    @Override
    public List<StateRow> positions(String stepId) {
        resumed();
        return opening.positions().getOrDefault(stepId, List.of());
    }

    @Override
    public @Nullable List<StateRow> takeLoaded(int worker) {
        LoadedRows.Some next = loaded.take(settings.cluster().local(worker));
        if (next == null) {
            return null;
        }
        events.add(new Event.Taken(worker, next.from()));
        return next.rows();
    }

    @Override
    public boolean isLoaded(int worker) {
        return loaded.isEnded(settings.cluster().local(worker));
    }

    @Override
    public void deliver(EpochRows rows) {
        events.add(new Event.Delivered(rows));
    }

    /** Closes the partitions, in good order when the run has ended well. On the thread of the store, or after it. */
    @Override
    public void close() {
        List<Runnable> closings = new ArrayList<>();
        closings.add(() -> watch.at(StorePoint.CLOSING));
        if (loading != null) {
            closings.add(loading::close);
        }
        for (PartitionFile file : opening.files().values()) {
            closings.add(file::close);
            closings.add(() -> watch.at(StorePoint.CLOSED));
        }
        closings.add(storage::close);
        Closings.all(closings);
    }
}
