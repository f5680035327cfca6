package io.waxwing.runtime;

import io.waxwing.exchange.Message;
import io.waxwing.exchange.Message.Close;
import io.waxwing.exchange.Message.SourcesEnded;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * When a worker opens, closes and leaves epochs: rules 12 to 15, 20, 21, 24 to 28 and 30 of the protocol, as pure bookkeeping. All
 * workers of the cluster go through the same epochs; CLOSE goes from all to all, and nobody leaves an epoch before it has come
 * from everyone.
 */
final class Epochs {
    /** Where a worker is with its epoch. */
    enum Phase {
        /** Items of the epoch are read and handled. */
        OPEN,
        /** Sources stand still; what is under way is finished. */
        CLOSING,
        /** The last epoch is closed; what waits is still sent. */
        LAST,
        /** All is sent and saved. */
        DONE
    }

    /** What has been heard of an epoch's end. */
    private static final class Closes {
        int count;
        boolean allEnded = true;
        boolean stop;
    }

    /**
     * Which worker, and how epochs are closed.
     *
     * @param self index of the worker
     * @param workers of the cluster
     * @param resumeEpoch the epoch before the first
     * @param storePartitions partitions that seal; 0: nothing is saved, an epoch counts as committed when closed
     * @param intervalNanos how long an epoch lasts; 0: every source batch is one
     */
    record Settings(int self, int workers, long resumeEpoch, int storePartitions, long intervalNanos) {}

    private final Settings settings;
    private final Consumer<Message> toAllOthers;
    private final Map<Long, Closes> closes = new HashMap<>();
    private final BitSet ended = new BitSet();
    private final long[] seals;
    private long epoch;
    private long committed;
    private Phase phase = Phase.OPEN;
    private boolean wanted;
    private boolean dirty;
    private boolean stopRequested;
    private boolean stopped;
    private long openedAt;

    Epochs(Settings settings, long nowNanos, Consumer<Message> toAllOthers) {
        this.settings = settings;
        this.toAllOthers = toAllOthers;
        this.epoch = settings.resumeEpoch + 1;
        this.committed = settings.resumeEpoch;
        this.seals = new long[settings.storePartitions];
        Arrays.fill(seals, settings.resumeEpoch);
        this.openedAt = nowNanos;
    }

    long epoch() {
        return epoch;
    }

    Phase phase() {
        return phase;
    }

    /** Whether the epoch is to be closed: no partition is read a second time. */
    boolean isWanted() {
        return wanted;
    }

    boolean isStopRequested() {
        return stopRequested;
    }

    /** Whether the run ended because stop was asked, here or elsewhere. */
    boolean isStopped() {
        return stopped;
    }

    boolean isEveryBatchAnEpoch() {
        return settings.intervalNanos == 0;
    }

    /** Something happened in this epoch. */
    void markDirty() {
        dirty = true;
    }

    void requestStop() {
        stopRequested = true;
    }

    void onClose(Close close) {
        if (close.epoch() < epoch) {
            return;
        }
        Closes heard = closes.computeIfAbsent(close.epoch(), any -> new Closes());
        heard.count++;
        heard.allEnded &= close.sourcesEnded();
        heard.stop |= close.stop();
        committed =
                Math.max(committed, close.epoch() - 1); // nobody closes an epoch before the one before it is committed
        if (close.epoch() == epoch) {
            wanted = true;
        }
    }

    void onSourcesEnded(int worker) {
        ended.set(worker);
    }

    /** All source partitions of this worker have ended: told to all, once. */
    void ownSourcesEnded() {
        if (!ended.get(settings.self)) {
            ended.set(settings.self);
            toAllOthers.accept(new SourcesEnded(settings.self));
        }
    }

    void onSealed(int partition, long sealed) {
        seals[partition] = Math.max(seals[partition], sealed);
        committed = Math.max(committed, Arrays.stream(seals).min().orElse(committed));
    }

    /** Begins to close the epoch of its own accord when it is time; only with the epoch before committed. */
    void initiate(long nowNanos) {
        if (phase == Phase.OPEN && !wanted && committed >= epoch - 1) {
            wanted = stopRequested
                    || ended.cardinality() == settings.workers
                    || (dirty && nowNanos - openedAt >= settings.intervalNanos);
        }
    }

    /** When {@link #initiate} should be asked again; Long.MAX_VALUE: only after a message. In nanoseconds from now. */
    long nanosToInterval(long nowNanos) {
        boolean armed = phase == Phase.OPEN && !wanted && dirty && committed >= epoch - 1;
        return armed ? Math.max(0, settings.intervalNanos - (nowNanos - openedAt)) : Long.MAX_VALUE;
    }

    /** From OPEN to CLOSING: says CLOSE to all. */
    void close(boolean ownSourcesEnded) {
        assert phase == Phase.OPEN && wanted;
        phase = Phase.CLOSING;
        var close = new Close(settings.self, epoch, ownSourcesEnded, stopRequested);
        toAllOthers.accept(close);
        onClose(close);
    }

    /** Whether CLOSE has come from all workers. */
    boolean isClosedByAll() {
        Closes heard = closes.get(epoch);
        return heard != null && heard.count == settings.workers;
    }

    /**
     * Leaves the closed epoch: for the next one, or for good when all sources have ended or stop was asked anywhere.
     *
     * @return whether all sources have ended
     */
    boolean leave(long nowNanos) {
        assert phase == Phase.CLOSING && isClosedByAll();
        Closes heard = closes.remove(epoch);
        if (seals.length == 0) {
            committed = epoch;
        }
        boolean last = heard != null && heard.allEnded;
        stopped = heard != null && heard.stop;
        if (last || stopped) {
            phase = Phase.LAST;
        } else {
            epoch++;
            phase = Phase.OPEN;
            dirty = false;
            openedAt = nowNanos;
            wanted = closes.containsKey(epoch);
        }
        return last;
    }

    /** From LAST to DONE once everything is saved; the caller knows that all is sent. */
    boolean finish() {
        if (committed >= epoch) {
            phase = Phase.DONE;
        }
        return phase == Phase.DONE;
    }

    @Override
    public String toString() {
        return "epoch " + epoch + " " + phase + (wanted ? " wanted" : "") + " committed " + committed + " ended "
                + ended + " closes " + (closes.get(epoch) == null ? 0 : closes.get(epoch).count);
    }
}
