package io.waxwing.recovery;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one partition file says of itself when a cluster starts.
 *
 * @param file where it is, with the process if there are several; for messages
 * @param partition its number, as written inside
 * @param partitions how many the store has
 * @param storeId the same in all files of a store
 * @param flowId of the dataflow it belongs to; null: none has run with it yet
 * @param sealed the newest epoch that is sealed in it
 * @param sealedAt when that was, in milliseconds since 1970
 * @param floor versions that only epochs before this one need may be gone
 * @param executions all that have begun with it, the oldest first
 */
record PartitionFacts(
        String file,
        int partition,
        int partitions,
        String storeId,
        @Nullable String flowId,
        long sealed,
        long sealedAt,
        long floor,
        List<Execution> executions) {

    /** The execution that sealed an epoch: the last that went on from an earlier one. */
    Execution lineageAt(long epoch) {
        return executions.stream()
                .filter(execution -> execution.resumeEpoch() < epoch)
                .max(Comparator.comparingLong(Execution::number))
                .orElse(Execution.NONE);
    }

    /** Number of the newest execution. */
    long newestExecution() {
        return executions.stream().mapToLong(Execution::number).max().orElse(0);
    }
}
