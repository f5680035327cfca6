package io.waxwing.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Saved rows on their way to the workers of this process: put in by the store's thread, taken by each worker's own. */
final class LoadedRows {
    /** Some rows from a process; behind the last of them nothing more comes from there. */
    record Some(int from, List<StateRow> rows, boolean last) {}

    private final int processes;
    /** By place of the worker in this process. */
    private final List<Queue<Some>> queues = new ArrayList<>();
    /** By place of the worker: from how many processes all has come. Each is its worker's own. */
    private final int[] ended;

    LoadedRows(StoreCluster cluster) {
        this.processes = cluster.processes();
        for (int i = 0; i < cluster.workersPerProcess(); i++) {
            queues.add(new ConcurrentLinkedQueue<>());
        }
        this.ended = new int[queues.size()];
    }

    void add(int place, Some rows) {
        queues.get(place).add(rows);
    }

    /** Null: there are none at the moment. */
    @Nullable
    Some take(int place) {
        Some next = queues.get(place).poll();
        if (next != null && next.last) {
            ended[place]++;
        }
        return next;
    }

    /** Whether a worker has taken all there are. */
    boolean isEnded(int place) {
        return ended[place] == processes;
    }
}
