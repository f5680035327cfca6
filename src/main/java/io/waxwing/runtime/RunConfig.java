package io.waxwing.runtime;

import io.waxwing.recovery.RecoveryConfig;
import io.waxwing.time.Century;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How to run a dataflow. Immutable; the {@code with} methods give changed copies.
 *
 * @param workers worker threads of this process, at least 1; with no upper bound, though each has a channel to each other one on every
 *     exchange
 * @param epochInterval how long an epoch lasts, not negative; zero: every batch of a source is one; at most a century
 * @param cluster the other processes; null: this one is alone
 * @param allowedTypes names of classes, or of packages with {@code .*}, that items of a cluster may have beside the usual ones
 * @param flowLoader the class loader of the user's classes, all of which may be sent between processes; null: those in the jar or
 *     directory of the class that calls {@link Runner} may be
 * @param recovery where state is saved and resumed from; null: nothing is saved
 * @param status gets lines for people while the cluster comes together, when a run with a recovery directory begins or resumes, and when a
 *     worker is stuck; on any thread; must not throw
 */
public record RunConfig(
        int workers,
        Duration epochInterval,
        @Nullable ClusterConfig cluster,
        List<String> allowedTypes,
        @Nullable ClassLoader flowLoader,
        @Nullable RecoveryConfig recovery,
        Consumer<String> status) {
    /** Checks the ranges. */
    public RunConfig {
        if (workers < 1) {
            throw new IllegalArgumentException("at least one worker is needed, not " + workers);
        }
        if (epochInterval.isNegative()) {
            throw new IllegalArgumentException("the epoch interval must not be negative: " + epochInterval);
        }
        epochInterval = Century.atMost(epochInterval);
        allowedTypes = List.copyOf(allowedTypes);
        Objects.requireNonNull(status, "status");
    }

    /** One process with {@code n} workers, epochs of 10 seconds. */
    public static RunConfig workers(int n) {
        return new RunConfig(n, Duration.ofSeconds(10), null, List.of(), null, null, line -> {});
    }

    /** A changed copy. */
    public RunConfig withEpochInterval(Duration interval) {
        return new RunConfig(workers, interval, cluster, allowedTypes, flowLoader, recovery, status);
    }

    /** A changed copy. */
    public RunConfig withCluster(ClusterConfig newCluster) {
        return new RunConfig(workers, epochInterval, newCluster, allowedTypes, flowLoader, recovery, status);
    }

    /** A changed copy. */
    public RunConfig withAllowedTypes(List<String> names) {
        return new RunConfig(workers, epochInterval, cluster, names, flowLoader, recovery, status);
    }

    /** A changed copy. */
    public RunConfig withFlowLoader(ClassLoader loader) {
        return new RunConfig(workers, epochInterval, cluster, allowedTypes, loader, recovery, status);
    }

    /** A changed copy. */
    public RunConfig withRecovery(RecoveryConfig newRecovery) {
        return new RunConfig(workers, epochInterval, cluster, allowedTypes, flowLoader, newRecovery, status);
    }

    /** A changed copy. */
    public RunConfig withStatus(Consumer<String> newStatus) {
        return new RunConfig(workers, epochInterval, cluster, allowedTypes, flowLoader, recovery, newStatus);
    }
}
