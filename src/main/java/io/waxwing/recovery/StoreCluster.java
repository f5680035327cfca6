package io.waxwing.recovery;

/**
 * Which process of which cluster.
 *
 * @param process index of this one
 */
public record StoreCluster(int process, int processes, int workersPerProcess) {
    int workers() {
        return processes * workersPerProcess;
    }

    int processOf(int worker) {
        return worker / workersPerProcess;
    }

    boolean isLocal(int worker) {
        return processOf(worker) == process;
    }

    /** Place of a local worker in its process. */
    int local(int worker) {
        return worker - process * workersPerProcess;
    }
}
