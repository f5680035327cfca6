package io.waxwing.recovery;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the saved rows of the partitions of this process and sends each to the worker that its key belongs to now. A worker has a few
 * messages waiting at most, so the heap does not depend on the size of the state.
 */
final class Loading {
    /** Takes rows on their way to a worker, of this process or another. */
    interface Carrying {
        void load(StoreMessage.Load load);
    }

    private static final int BYTES = 128 << 10;
    private static final int ROWS = 2048;
    private static final int WINDOW = 4;
    private static final int AT_ONCE = 1024;
    /** A file has the keys of few workers, so several are read side by side. */
    private static final int LANES = 8;

    private static final class Target {
        List<StateRow> rows = new ArrayList<>();
        int bytes;
        int underWay;
        boolean ended;

        void add(StateRow row) {
            rows.add(row);
            bytes += row.size();
        }

        boolean isFull() {
            return bytes >= BYTES || rows.size() >= ROWS;
        }
    }

    /** Some of the files, one after the other. */
    private static final class Lane {
        private final Iterator<PartitionFile> files;
        private final List<String> steps;
        private PartitionFile.@Nullable Rows reading;
        private @Nullable StateRow next;

        Lane(Iterator<PartitionFile> files, List<String> steps) {
            this.files = files;
            this.steps = steps;
        }

        /** The next row, the same until it is taken; null at the end. */
        @Nullable
        StateRow next() {
            while (next == null) {
                if (reading == null) {
                    if (!files.hasNext()) {
                        break;
                    }
                    reading = files.next().rows(steps);
                }
                next = reading.next();
                if (next == null) {
                    close();
                }
            }
            return next;
        }

        void take() {
            next = null;
        }

        void close() {
            if (reading != null) {
                reading.close();
                reading = null;
            }
        }
    }

    private final List<Target> targets = new ArrayList<>();
    private final List<Lane> lanes = new ArrayList<>();
    private final Carrying carry;
    private boolean read;
    private boolean done;

    Loading(int workers, List<String> steps, List<PartitionFile> files, Carrying carry) {
        for (int i = 0; i < workers; i++) {
            targets.add(new Target());
        }
        int count = Math.min(LANES, files.size());
        for (int i = 0; i < count; i++) {
            List<PartitionFile> some = files.subList(i * files.size() / count, (i + 1) * files.size() / count);
            lanes.add(new Lane(some.iterator(), steps));
        }
        this.carry = carry;
    }

    /** Goes on for a while; false when it is done or has to wait. */
    boolean work() {
        if (done) {
            return false;
        }
        boolean progress = false;
        for (int worker = 0; worker < targets.size(); worker++) {
            progress |= targets.get(worker).isFull() && send(worker, targets.get(worker));
        }
        boolean ended = true;
        for (Lane lane : lanes) {
            progress |= read(lane);
            ended &= lane.next() == null;
        }
        read = ended;
        return finish() || progress;
    }

    private boolean read(Lane lane) {
        int taken = 0;
        for (StateRow row; taken < AT_ONCE && (row = lane.next()) != null; taken++) {
            int worker = row.placeAmong(targets.size());
            Target target = targets.get(worker);
            if (target.isFull() && !send(worker, target)) {
                break;
            }
            lane.take();
            target.add(row);
        }
        return taken > 0;
    }

    /** At the end: what is left, to each worker. */
    private boolean finish() {
        if (!read) {
            return false;
        }
        boolean progress = false;
        boolean all = true;
        for (int worker = 0; worker < targets.size(); worker++) {
            Target target = targets.get(worker);
            if (!target.ended) {
                progress |= send(worker, target);
            }
            all &= target.ended;
        }
        done = all;
        return progress;
    }

    private boolean send(int worker, Target target) {
        if (target.underWay == WINDOW) {
            return false;
        }
        target.underWay++;
        target.ended = read;
        var load = new StoreMessage.Load(worker, target.rows, read);
        target.rows = new ArrayList<>();
        target.bytes = 0;
        carry.load(load);
        return true;
    }

    /** Whether all has been read and sent. Until then nothing may be written to the files. */
    boolean isDone() {
        return done;
    }

    void onAck(int worker) {
        targets.get(worker).underWay--;
    }

    void close() {
        lanes.forEach(Lane::close);
    }
}
