package io.waxwing.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Backups while a flow runs. The process that has the lock of the directory sees the request, picks the epoch after the newest one that any
 * of its workers has delivered, and tells all processes, in order before what they need from it to seal that epoch. So nobody can have
 * sealed it before knowing, and all partitions are copied as they are between this seal and the next: they belong together. Everything is
 * done by the thread of the store; what goes wrong is told to the one who asked, and does not disturb the flow.
 */
final class Backups {
    /** How it reaches the stores of all processes. */
    interface Telling {
        void tell(int process, StoreMessage message);
    }

    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(200);

    private record Ordered(int from, StoreMessage.Backup backup) {}

    private final StoreCluster cluster;
    private final Storage storage;
    private final LongSupplier nanos;
    private final Telling tell;
    private long lookedAt;
    private long delivered;
    private @Nullable Ordered ordered;

    /** What this process was asked for, and which partitions have been copied. */
    private BackupDesk.@Nullable Request request;

    private final BitSet copied = new BitSet();

    Backups(StoreCluster cluster, Storage storage, LongSupplier nanos, Telling tell) {
        this.cluster = cluster;
        this.storage = storage;
        this.nanos = nanos;
        this.tell = tell;
        this.lookedAt = nanos.getAsLong();
    }

    /** A worker of this process has delivered an epoch; nothing of it has gone to other processes yet. */
    void onDelivered(long epoch) {
        delivered = Math.max(delivered, epoch);
    }

    /**
     * Looks now and then whether a backup is asked for.
     *
     * @param resumed the epoch this run went on from
     */
    void look(long resumed) {
        long now = nanos.getAsLong();
        BackupDesk desk = now - lookedAt < LOOK_EVERY || request != null ? null : storage.desk();
        if (desk == null) {
            return;
        }
        lookedAt = now;
        try {
            BackupDesk.Request asked = desk.take();
            if (asked != null) {
                request = asked;
                copied.clear();
                var backup = new StoreMessage.Backup(Math.max(resumed, delivered) + 1, asked.to());
                for (int process = 0; process < cluster.processes(); process++) {
                    tell.tell(process, backup);
                }
            }
        } catch (IOException e) {
            // who asks cannot be answered either, and says so after a while
        }
    }

    void onBackup(int from, StoreMessage.Backup backup) {
        ordered = new Ordered(from, backup);
    }

    /** A partition of this process has just sealed an epoch. */
    void onSealed(OwnPartition partition, long epoch) {
        Ordered order = ordered;
        if (order == null || order.backup.epoch() > epoch) {
            return;
        }
        String problem = order.backup.epoch() == epoch ? copy(partition, order.backup.to()) : "the moment has passed";
        tell.tell(order.from, new StoreMessage.Copied(partition.number(), problem));
    }

    private static String copy(OwnPartition partition, String to) {
        try {
            Path directory = Path.of(to);
            if (!Files.isDirectory(directory)) {
                StoreDirectory.makePrivate(directory); // on another machine
            }
            Path whole = StoreDirectory.path(directory, partition.number());
            Path copying = directory.resolve(whole.getFileName() + ".copying");
            partition.copyTo(copying);
            Files.move(copying, whole, StandardCopyOption.ATOMIC_MOVE);
            StoreDirectory.force(directory);
            return "";
        } catch (IOException e) {
            return "backup directory " + to + " cannot be used: " + StoreDirectory.describe(e);
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The newest seal of all partitions of this process is behind the epoch of the order. */
    void onAllSealed(long epoch) {
        if (ordered != null && ordered.backup.epoch() <= epoch) {
            ordered = null;
        }
    }

    /**
     * A partition of some process has been copied.
     *
     * @param partitions of the store
     */
    void onCopied(StoreMessage.Copied one, int partitions) {
        BackupDesk.Request asked = request;
        BackupDesk desk = storage.desk();
        if (asked == null || desk == null) {
            return;
        }
        copied.set(one.partition());
        boolean failed = !one.problem().isEmpty();
        if (failed || copied.cardinality() == partitions) {
            request = null;
            try {
                desk.answer(asked.id(), failed ? one.problem() : BackupDesk.DONE);
            } catch (IOException e) {
                // as above
            }
        }
    }
}
