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
    private static final int AT_ONCE = 4096;

    private static final class Target {
        List<StateRow> rows = new ArrayList<>();
        int bytes;
        int underWay;
        boolean ended;

        boolean isFull() {
            return bytes >= BYTES || rows.size() >= ROWS;
        }
    }

    private final List<Target> targets = new ArrayList<>();
    private final List<String> steps;
    private final Iterator<PartitionFile> files;
    private final Carrying carry;
    private PartitionFile.@Nullable Rows reading;
    private boolean read;
    private boolean done;

    Loading(int workers, List<String> steps, Iterator<PartitionFile> files, Carrying carry) {
        for (int i = 0; i < workers; i++) {
            targets.add(new Target());
        }
        this.steps = steps;
        this.files = files;
        this.carry = carry;
    }

    /** Goes on for a while; false when it is done or has to wait. */
    boolean work() {
        if (done) {
            return false;
        }
        boolean progress = false;
        for (int i = 0; i < AT_ONCE && !isBlocked(); i++) {
            StateRow row = nextRow();
            if (row == null) {
                break;
            }
            progress = true;
            int worker = row.placeAmong(targets.size());
            Target target = targets.get(worker);
            target.rows.add(row);
            target.bytes += row.size();
            if (target.isFull()) {
                send(worker, target);
            }
        }
        return finish() || progress;
    }

    private @Nullable StateRow nextRow() {
        while (!read) {
            if (reading == null) {
                if (!files.hasNext()) {
                    read = true;
                    break;
                }
                reading = files.next().rows(steps);
            }
            StateRow row = reading.next();
            if (row != null) {
                return row;
            }
            reading.close();
            reading = null;
        }
        return null;
    }

    /** Whether a worker cannot be sent what is there for it. */
    private boolean isBlocked() {
        for (int worker = 0; worker < targets.size(); worker++) {
            Target target = targets.get(worker);
            if (target.isFull() && !send(worker, target)) {
                return true;
            }
        }
        return false;
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

    void onAck(int worker) {
        targets.get(worker).underWay--;
    }

    /** Whether everything has been sent. */
    boolean isDone() {
        return done;
    }

    void close() {
        if (reading != null) {
            reading.close();
            reading = null;
        }
    }
}
