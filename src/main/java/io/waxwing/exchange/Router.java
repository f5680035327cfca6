package io.waxwing.exchange;

import io.waxwing.text.Shown;
import org.jspecify.annotations.Nullable;

/** Picks the worker that an item goes to. One per outbox; not thread-safe. */
public interface Router {
    /** Index of the receiving worker. */
    int route(@Nullable Object key);

    /**
     * All items of a key to one worker, by the stable hash of the key. With one worker there is no choice, and keys are not read, which
     * would be to wait for memory: the step behind checks each one that it has not seen.
     */
    static Router byKey(int workers) {
        return workers == 1
                ? key -> key == null ? StableHash.scale(StableHash.of(null), 1) : 0
                : key -> StableHash.scale(StableHash.of(key), workers);
    }

    /** To all workers in turn, beginning with the one given. */
    static Router roundRobin(int workers, int first) {
        return new RoundRobin(workers, first);
    }

    /** The key is the number of a partition; each goes to the worker that has it. */
    static Router byPartition(int[] workerOfPartition) {
        return key -> {
            if (key instanceof Integer number) {
                return workerOfPartition[number];
            }
            throw new IllegalStateException("not the number of a partition: " + Shown.of(key));
        };
    }

    /** In turn. */
    final class RoundRobin implements Router {
        private final int workers;
        private int next;

        RoundRobin(int workers, int first) {
            this.workers = workers;
            this.next = first;
        }

        @Override
        public int route(@Nullable Object key) {
            int to = next;
            next = to + 1 == workers ? 0 : to + 1;
            return to;
        }
    }
}
