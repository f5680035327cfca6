package io.waxwing.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import flows.RunningSums;
import io.waxwing.cli.SumsRecord;
import io.waxwing.recovery.RecoveryConfig;
import io.waxwing.recovery.RecoveryException;
import io.waxwing.recovery.StorePoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One store in SQLite files, used by clusters of other and other sizes that end, stop or fail in between. */
@Tag("long")
@Timeout(value = 100, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RescaleChainTest {
    private static final long CHAINS = 20;
    private static final int LINES = 2500;

    private enum End {
        /** All input is worked off; there is more for the next. */
        ENDED,
        /** One process is asked to stop. */
        STOPPED,
        /** The store of one process fails at some point. */
        FAILED
    }

    @TempDir
    Path dir;

    private final StringBuilder chain = new StringBuilder();
    private SplittableRandom random;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, CHAINS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_chain_of_clusters_of_all_sizes_writes_what_one_undisturbed_worker_writes(long seed) throws Exception {
        random = new SplittableRandom(seed);
        chain.append("seed ").append(seed);
        var record = new SumsRecord(random.split(), dir);
        int length = 4 + random.nextInt(4);
        for (int i = 0; i < length; i++) {
            record.append(LINES);
            End end = i == length - 1 ? End.ENDED : End.values()[random.nextInt(3)];
            boolean ended = execute(end);
            if (end == End.ENDED || ended) {
                assertThat(ended).as(chain.toString()).isTrue();
                record.check(chain.toString());
            }
        }
        System.out.println(chain);
    }

    /** One cluster; true when it came to the end of its input. */
    private boolean execute(End end) throws Exception {
        int processes = 1 + random.nextInt(3);
        int workers = 1 + random.nextInt(processes == 1 ? 4 : 2);
        int fatal = 1 + random.nextInt(60);
        int special = random.nextInt(processes);
        chain.append(" -> ")
                .append(processes)
                .append('x')
                .append(workers)
                .append(' ')
                .append(end);
        var config = RunConfig.workers(workers)
                .withEpochInterval(Duration.ofMillis(random.nextInt(3) * 5))
                .withFlowLoader(RescaleChainTest.class.getClassLoader())
                .withRecovery(new RecoveryConfig(dir.resolve("saved"), 1 + random.nextInt(5), Duration.ZERO));
        List<RunConfig> configs = processes == 1
                ? List.of(config)
                : LoopbackCluster.places(processes).stream()
                        .map(config::withCluster)
                        .toList();
        List<CompletableFuture<Boolean>> ends = new ArrayList<>();
        for (int p = 0; p < processes; p++) {
            RunConfig own = configs.get(p);
            StorePoint.Watch watch = end == End.FAILED && p == special ? failing(fatal) : StorePoint.Watch.NONE;
            boolean stops = end == End.STOPPED && p == special;
            ends.add(CompletableFuture.supplyAsync(
                    () -> process(own, watch, stops), task -> new Thread(task, "process").start()));
        }
        boolean ended = true;
        for (var one : ends) {
            ended &= one.join();
        }
        chain.append(ended ? " (to the end)" : "");
        return ended;
    }

    private static StorePoint.Watch failing(int fatal) {
        var seen = new AtomicInteger();
        return point -> {
            if (seen.incrementAndGet() == fatal) {
                throw new RecoveryException("failed at " + point);
            }
        };
    }

    private boolean process(RunConfig config, StorePoint.Watch watch, boolean stops) {
        String in = dir.resolve("in").toString();
        String out = dir.resolve("out").toString();
        try (RunningFlow run = Runner.start(RunningSums.flow(in, out, 0), config, watch)) {
            if (stops) {
                run.stop();
            }
            run.await();
            return !run.isStopped();
        } catch (FlowException e) {
            assertThat(e).as(chain.toString()).hasMessageContaining("failed at ");
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
