package io.waxwing.recovery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes to the partitions of another process: rows as credit lets them, each bundle's DONE behind it. */
final class Outgoing {
    /** How many ROWS may be under way. */
    static final int WINDOW = 8;

    private static final int BYTES = 256 << 10;

    private static final class Bundle {
        final int partition;
        final long epoch;
        final int worker;
        final List<StateRow> rows;
        int next;

        Bundle(int partition, EpochRows from, List<StateRow> rows) {
            this.partition = partition;
            this.epoch = from.epoch();
            this.worker = from.worker();
            this.rows = rows;
        }
    }

    private final Deque<Bundle> bundles = new ArrayDeque<>();
    private long limit = WINDOW;
    private long sent;

    void add(int partition, EpochRows from, List<StateRow> rows) {
        bundles.add(new Bundle(partition, from, rows));
    }

    void onCredit(long newLimit) {
        limit = Math.max(limit, newLimit);
    }

    /** The next message; null when there is none, or no credit for it. */
    @Nullable
    StoreMessage next() {
        Bundle bundle = bundles.peek();
        if (bundle == null) {
            return null;
        }
        if (bundle.next == bundle.rows.size()) {
            bundles.remove();
            return new StoreMessage.Done(bundle.partition, bundle.epoch, bundle.worker, bundle.rows.size());
        }
        if (sent == limit) {
            return null;
        }
        sent++;
        int from = bundle.next;
        int bytes = 0;
        while (bundle.next < bundle.rows.size() && bytes < BYTES) {
            bytes += bundle.rows.get(bundle.next++).size();
        }
        return new StoreMessage.Rows(
                bundle.partition, bundle.epoch, bundle.worker, List.copyOf(bundle.rows.subList(from, bundle.next)));
    }
}
