package io.waxwing.recovery;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** A partition that this process writes: what of the next epoch has come, from which workers. */
final class OwnPartition {
    private final int number;
    private final PartitionFile file;
    private final int[] counts;
    private final BitSet done = new BitSet();
    private long epoch;

    OwnPartition(int number, PartitionFile file, int workers, long resumeEpoch) {
        this.number = number;
        this.file = file;
        this.counts = new int[workers];
        this.epoch = resumeEpoch + 1;
    }

    int number() {
        return number;
    }

    /** The epoch that is next to be sealed. */
    long epoch() {
        return epoch;
    }

    void write(long ofEpoch, int worker, List<StateRow> rows) {
        check(ofEpoch, worker);
        if (!rows.isEmpty()) {
            file.write(ofEpoch, worker, rows);
            counts[worker] += rows.size();
        }
    }

    void done(long ofEpoch, int worker, int count) {
        check(ofEpoch, worker);
        if (counts[worker] != count) {
            throw new IllegalStateException("worker " + worker + " had " + count + " rows of epoch " + ofEpoch
                    + " for partition " + number + ", but " + counts[worker] + " have come");
        }
        done.set(worker);
    }

    private void check(long ofEpoch, int worker) {
        if (ofEpoch != epoch || done.get(worker)) {
            throw new IllegalStateException("rows of epoch " + ofEpoch + " from worker " + worker + " for partition "
                    + number + ", which waits for epoch " + epoch + (done.get(worker) ? " of others" : ""));
        }
    }

    /** A little of what makes the file smaller; false when there is nothing to do. */
    boolean tidy() {
        return file.tidy();
    }

    /** A single file with all that is sealed. */
    void copyTo(Path path) {
        file.copyTo(path);
    }

    /** Whether all workers have delivered the epoch. */
    boolean isComplete() {
        return done.cardinality() == counts.length;
    }

    void seal(long execution, long floor) {
        file.seal(epoch, execution, floor);
        epoch++;
        done.clear();
        Arrays.fill(counts, 0);
    }
}
