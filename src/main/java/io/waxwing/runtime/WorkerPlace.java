package io.waxwing.runtime;

/**
 * Which worker of the cluster.
 *
 * @param worker index over the cluster: process x workersPerProcess + place in the process
 */
public record WorkerPlace(int worker, int processes, int workersPerProcess) {
    /** Index of its process. */
    public int process() {
        return worker / workersPerProcess;
    }

    /** Workers of the cluster. */
    public int workers() {
        return processes * workersPerProcess;
    }

    /** Whether it speaks for its process. */
    public boolean isFirstOfProcess() {
        return worker % workersPerProcess == 0;
    }
}
