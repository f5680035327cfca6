package io.waxwing.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * From the rows of workers to seals: rules 25 to 27 of the protocol. A partition seals an epoch in one transaction, once all workers
 * of the cluster have delivered it and what their sinks wrote is durable.
 */
final class Saving {
    private final StoreCluster cluster;
    private final Ownership ownership;
    private final long execution;
    private final Horizon horizon;
    private final LongSupplier nanos;
    private final StorePoint.Watch watch;
    private final Backups backups;
    private final Map<Integer, OwnPartition> own = new TreeMap<>();
    private final Map<Integer, Outgoing> outgoing = new TreeMap<>();
    private final Map<Integer, Long> taken = new TreeMap<>();

    Saving(StoreSettings settings, Opening opened, Backups backups, LongSupplier nanos, StorePoint.Watch watch) {
        this.cluster = settings.cluster();
        this.ownership = opened.ownership();
        this.execution = opened.resume().execution();
        this.horizon = new Horizon(settings.config().backupInterval().toNanos());
        this.backups = backups;
        this.nanos = nanos;
        this.watch = watch;
        opened.files().values().stream()
                .findFirst()
                .ifPresent(file -> horizon.remember(file.seals(), nanos.getAsLong()));
        opened.files().forEach((number, file) -> {
            own.put(
                    number,
                    new OwnPartition(
                            number, file, cluster.workers(), opened.resume().epoch()));
        });
        for (int process = 0; process < cluster.processes(); process++) {
            outgoing.put(process, new Outgoing());
        }
    }

    /** A worker of this process has closed an epoch. */
    void deliver(EpochRows closed) {
        watch.at(StorePoint.DELIVERED);
        backups.onDelivered(closed.epoch());
        for (EpochRows.Sink sink : closed.sinks()) {
            try {
                sink.partition().makeDurable();
            } catch (Exception e) {
                throw new SinkNotDurableException(sink.stepId(), closed.epoch(), e);
            }
            watch.at(StorePoint.SINK_DURABLE);
        }
        watch.at(StorePoint.SINKS_DURABLE);
        List<List<StateRow>> byPartition = new ArrayList<>();
        for (int i = 0; i < ownership.partitions(); i++) {
            byPartition.add(new ArrayList<>());
        }
        for (StateRow row : closed.rows()) {
            byPartition.get(row.placeAmong(byPartition.size())).add(row);
        }
        byPartition.replaceAll(RowSort::sorted);
        for (int i = 0; i < byPartition.size(); i++) {
            int owner = ownership.owner(i);
            if (owner == cluster.process()) {
                write(i, closed.epoch(), closed.worker(), byPartition.get(i));
                partition(i)
                        .done(
                                closed.epoch(),
                                closed.worker(),
                                byPartition.get(i).size());
            } else {
                to(owner).add(i, closed, byPartition.get(i));
            }
        }
    }

    private void write(int number, long epoch, int worker, List<StateRow> rows) {
        partition(number).write(epoch, worker, rows);
        watch.at(StorePoint.ROWS_WRITTEN);
    }

    /** Rows from another process have come; gives the credit to send back. */
    StoreMessage.RowCredit onRows(int from, StoreMessage.Rows rows) {
        checkSender(from, rows.worker());
        write(rows.partition(), rows.epoch(), rows.worker(), rows.rows());
        return new StoreMessage.RowCredit(taken.merge(from, 1L, Long::sum) + Outgoing.WINDOW);
    }

    void onDone(int from, StoreMessage.Done done) {
        checkSender(from, done.worker());
        partition(done.partition()).done(done.epoch(), done.worker(), done.count());
    }

    private void checkSender(int from, int worker) {
        if (worker < 0 || cluster.processOf(worker) != from) {
            throw new IllegalArgumentException("process " + from + " speaks for worker " + worker);
        }
    }

    void onCredit(int from, long limit) {
        to(from).onCredit(limit);
    }

    /** The next message to another process that may go; null when there is none. */
    @Nullable
    StoreMessage next(int process) {
        return to(process).next();
    }

    /** Seals one partition if there is one to be sealed; gives it, with its new epoch behind it. */
    @Nullable
    OwnPartition seal() {
        for (OwnPartition partition : own.values()) {
            if (partition.isComplete()) {
                long epoch = partition.epoch();
                partition.seal(execution, horizon.floorFor(epoch, nanos.getAsLong()));
                horizon.onSealed(epoch, nanos.getAsLong());
                watch.at(StorePoint.AFTER_COMMIT);
                backups.onSealed(partition, epoch);
                if (own.values().stream().allMatch(one -> one.epoch() > epoch)) {
                    backups.onAllSealed(epoch);
                }
                return partition;
            }
        }
        return null;
    }

    /** While there is nothing else to do: a little for a file; false when there is nothing. */
    boolean tidy() {
        for (OwnPartition partition : own.values()) {
            if (partition.tidy()) {
                return true;
            }
        }
        return false;
    }

    private OwnPartition partition(int number) {
        OwnPartition partition = own.get(number);
        if (partition == null) {
            throw new IllegalArgumentException("partition " + number + " is not of this process");
        }
        return partition;
    }

    private Outgoing to(int process) {
        Outgoing to = outgoing.get(process);
        if (to == null) {
            throw new IllegalArgumentException("no process " + process);
        }
        return to;
    }
}
