package io.waxwing.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.Dataflow;
import io.waxwing.connector.FileSink;
import io.waxwing.connector.FixedPartitionedSource;
import io.waxwing.connector.PartitionContext;
import io.waxwing.connector.SourceStatus;
import io.waxwing.connector.StatefulSourcePartition;
import io.waxwing.operator.Emitter;
import io.waxwing.operator.KeyValue;
import io.waxwing.recovery.RecoveryConfig;
import io.waxwing.recovery.StoreTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code recovery backup} of a directory that a flow is using. */
@Tag("long")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunningBackupTest {
    private static final int KEYS = 97;

    @TempDir
    Path dir;

    private final AtomicLong made = new AtomicLong();

    /** Numbers up to a limit that may be raised, some thousand a second. */
    private record Numbers(long limit, AtomicLong made)
            implements FixedPartitionedSource<KeyValue<String, Long>, Long> {
        @Override
        public List<String> listPartitions() {
            return List.of("numbers");
        }

        @Override
        public StatefulSourcePartition<KeyValue<String, Long>, Long> build(
                PartitionContext context, String partition, @Nullable Long resume) {
            return new StatefulSourcePartition<>() {
                private long next = resume == null ? 0 : resume;

                @Override
                public SourceStatus nextBatch(Emitter<? super KeyValue<String, Long>> out) {
                    for (int i = 0; i < 20 && next < limit; i++) {
                        out.emit(KeyValue.of("key" + next % KEYS, next++));
                    }
                    made.accumulateAndGet(next, Math::max);
                    LockSupport.parkNanos(500_000);
                    return next < limit ? SourceStatus.MORE : SourceStatus.DONE;
                }

                @Override
                public Long snapshot() {
                    return next;
                }
            };
        }
    }

    private Dataflow flow(long limit) {
        var flow = new Dataflow("counts");
        flow.inputKeyed("in", new Numbers(limit, made))
                .statefulMap("count", () -> new long[1], (count, n) -> ++count[0] + " " + n)
                .map("line", (key, text) -> key + " " + text)
                .output("out", FileSink.of(dir.resolve("out.txt")));
        return flow;
    }

    private RunConfig config(Path store, int workers) {
        return RunConfig.workers(workers)
                .withEpochInterval(Duration.ofMillis(50))
                .withFlowLoader(RunningBackupTest.class.getClassLoader())
                .withRecovery(new RecoveryConfig(store, 3, Duration.ZERO));
    }

    private List<RunningFlow> start(int processes, Path store) throws Exception {
        if (processes == 1) {
            return List.of(Runner.start(flow(Long.MAX_VALUE), config(store, 2)));
        }
        List<CompletableFuture<RunningFlow>> starts = new ArrayList<>();
        for (ClusterConfig place : LoopbackCluster.places(processes)) {
            starts.add(CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return Runner.start(
                                    flow(Long.MAX_VALUE), config(store, 2).withCluster(place));
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    task -> new Thread(task).start()));
        }
        List<RunningFlow> running = new ArrayList<>();
        for (var one : starts) {
            running.add(one.get());
        }
        return running;
    }

    /** Each waits for the goodbye of the others, which they say when they are awaited. */
    private static void awaitTogether(List<RunningFlow> running) throws Exception {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (RunningFlow one : running) {
            ends.add(CompletableFuture.runAsync(
                    () -> {
                        try {
                            one.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    task -> new Thread(task).start()));
        }
        for (var end : ends) {
            end.get();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_backup_of_a_running_flow_resumes_exactly(int processes) throws Exception {
        Path store = dir.resolve("store");
        Path backup = dir.resolve("backup");
        List<RunningFlow> running = start(processes, store);
        try {
            while (made.get() < 2000) {
                LockSupport.parkNanos(1_000_000);
            }
            StoreTools.backup(store, backup);
            long behind = made.get() + 2000;
            while (made.get() < behind) {
                LockSupport.parkNanos(1_000_000);
            }
        } finally {
            running.forEach(RunningFlow::stop);
        }
        awaitTogether(running);

        assertThat(StoreTools.verify(backup)).contains("partitions  3").doesNotContain("(some partitions have");
        try (var files = Files.list(store)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("backup"));
        }
        long limit = made.get() + 500;
        Runner.run(flow(limit), config(backup, 3));
        assertThat(Files.readAllLines(dir.resolve("out.txt")))
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, limit)
                        .mapToObj(n -> "key" + n % KEYS + " " + (n / KEYS + 1) + " " + n)
                        .toList());
    }

    @Test
    void a_place_that_cannot_be_written_is_said_and_does_not_disturb_the_flow() throws Exception {
        Path store = dir.resolve("store");
        List<RunningFlow> running = start(1, store);
        try {
            Path taken = Files.createDirectories(dir.resolve("full"));
            Files.writeString(taken.resolve("something"), "");
            assertThatThrownBy(() -> StoreTools.backup(store, taken))
                    .hasMessage("backup directory " + taken + " is not empty");
            Files.writeString(store.resolve("backup-request"), "someone else's\n");
            assertThatThrownBy(() -> StoreTools.backup(store, dir.resolve("other")))
                    .hasMessageContaining("another backup of " + store + " is asked for already");
            long behind = made.get() + 1000;
            while (made.get() < behind) {
                LockSupport.parkNanos(1_000_000);
            }
        } finally {
            running.forEach(RunningFlow::stop);
        }
        running.get(0).await();
    }
}
