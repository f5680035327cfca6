package io.waxwing.recovery;

import java.util.List;
import java.util.Set;

/**
 * What a store is for; the same in all processes but for the place in the cluster.
 *
 * @param steps ids of all steps of the flow, in the order of the plan
 * @param positioned those of them whose rows are positions of sources and sinks
 * @param generation names this run of the cluster
 */
public record StoreSettings(
        StoreCluster cluster,
        RecoveryConfig config,
        String flowId,
        List<String> steps,
        Set<String> positioned,
        String generation) {
    private static final int FEWEST = 4;

    /** Partitions of a store that has to be made. */
    int newPartitions() {
        return config.partitions() > 0
                ? config.partitions()
                : Math.min(RecoveryConfig.MOST_PARTITIONS, Math.max(FEWEST, cluster.workers()));
    }
}
