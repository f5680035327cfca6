package io.waxwing.runtime;

import flows.RunningSums;
import io.waxwing.recovery.RecoveryConfig;
import io.waxwing.recovery.StorePoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One process of a cluster that runs {@code flows.RunningSums} in the current directory and dies, as if by a power cut, when its store
 * comes to a point for the so-manieth time: {@code PROCESS ADDRESSES WORKERS PARTITIONS POINT OCCURRENCE}; occurrence 0: it does not die;
 * a negative one: it stands still there until it gets SIGCONT.
 */
public final class PointRun {
    /** Exit code of a process that came to its point. */
    public static final int DIED = 99;

    private static final int PEER = 4;
    private static final int FAILED = 1;

    private PointRun() {}

    private static void standStill() {
        try {
            new ProcessBuilder(
                            "kill",
                            "-STOP",
                            Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Exits 0 at the end, 4 when a peer failed, 1 when anything else did. */
    public static void main(String[] args) throws InterruptedException {
        int process = Integer.parseInt(args[0]);
        StorePoint fatal = StorePoint.valueOf(args[4]);
        int occurrence = Integer.parseInt(args[5]);
        var seen = new AtomicInteger();
        StorePoint.Watch watch = point -> {
            if (point != fatal || seen.incrementAndGet() != Math.abs(occurrence)) {
                return;
            }
            if (occurrence > 0) {
                Runtime.getRuntime().halt(DIED);
            }
            standStill();
        };
        var recovery = new RecoveryConfig(Path.of("saved"), Integer.parseInt(args[3]), Duration.ZERO);
        var config = RunConfig.workers(Integer.parseInt(args[2]))
                .withEpochInterval(Duration.ZERO)
                .withCluster(ClusterConfig.of(process, List.of(args[1].split(";"))))
                .withRecovery(recovery)
                .withStatus(System.err::println);
        try (RunningFlow run = Runner.start(RunningSums.flow("in", "out", 0), config, watch)) {
            run.await();
        } catch (FlowException e) {
            e.printStackTrace();
            System.exit(e.kind() == FlowException.Kind.PEER ? PEER : FAILED);
        }
        System.exit(0);
    }
}
