package io.waxwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.waxwing.recovery.StorePoint;
import io.waxwing.runtime.PointRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clusters of two real processes, one of which dies at a named point of opening, loading, saving or closing its store. */
@Tag("process")
@Execution(ExecutionMode.CONCURRENT)
class KillPointsTest {
    /** What the process that makes a store does, once in its life. */
    private static final Set<StorePoint> MAKING = EnumSet.of(StorePoint.STAGED, StorePoint.PLACED);
    /** What happens once in an execution. */
    private static final Set<StorePoint> ONCE = EnumSet.of(
            StorePoint.STAGED,
            StorePoint.OPENED,
            StorePoint.DECIDED,
            StorePoint.RESUMED,
            StorePoint.LOADING,
            StorePoint.CLOSING);
    /** What happens before anything new is saved. */
    private static final Set<StorePoint> EARLY = EnumSet.range(StorePoint.OPENED, StorePoint.LOADING);
    /** Where the peer may have ended well before. */
    private static final Set<StorePoint> LAST = EnumSet.of(StorePoint.CLOSING, StorePoint.CLOSED);

    private static final int LINES = 3000;

    private static List<String> java;

    @TempDir
    Path dir;

    private SumsRecord record;
    private int executions;

    @BeforeAll
    static void startQuickly(@TempDir Path shared) throws IOException {
        java = QuickStart.optionsFor(shared.resolve("quick"));
    }

    @ParameterizedTest
    @EnumSource(StorePoint.class)
    @Timeout(value = 200, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_process_that_dies_at_a_point_leaves_a_store_that_resumes_exactly(StorePoint point) throws IOException {
        record = new SumsRecord(new SplittableRandom(point.ordinal()), dir);
        if (MAKING.contains(point)) {
            for (int partitions = 4; partitions < 6; partitions++) {
                die(point, 0, partitions, ONCE.contains(point) ? 1 : partitions - 3);
                assertThat(dir.resolve("saved")).exists();
                run(StorePoint.CLOSING, -1, partitions, 0);
                record.check(point.name());
                delete(dir.resolve("saved"));
                delete(dir.resolve("out"));
            }
        } else {
            int second = ONCE.contains(point) ? 1 : 2;
            die(point, 0, 4, 1);
            if (EARLY.contains(point)) {
                run(StorePoint.CLOSING, -1, 4, 0); // so that there is something to lose
            }
            die(point, 1, 4, second);
            die(point, 0, 4, second);
            die(point, 1, 4, 1);
            run(StorePoint.CLOSING, -1, 4, 0);
            record.check(point.name());
        }
    }

    /** An execution with more input, which ends by the death of a process. */
    private void die(StorePoint point, int victim, int partitions, int occurrence) throws IOException {
        List<JavaProgram.Result> results = run(point, victim, partitions, occurrence);

        assertThat(results.get(victim).code())
                .as(point + ", occurrence " + occurrence + " at process " + victim + " in execution " + executions
                        + ": " + results)
                .isEqualTo(PointRun.DIED);
        if (LAST.contains(point)) {
            assertThat(results.get(1 - victim).code()).as(results.toString()).isIn(0, 4);
        } else {
            assertThat(results.get(1 - victim).code()).as(results.toString()).isEqualTo(4);
        }
    }

    private List<JavaProgram.Result> run(StorePoint point, int victim, int partitions, int occurrence)
            throws IOException {
        record.append(LINES);
        executions++;
        String addresses = HandMadeCluster.addresses(2);
        List<JavaProgram> programs = new ArrayList<>();
        try {
            for (int process = 0; process < 2; process++) {
                programs.add(JavaProgram.startMain(
                        dir,
                        PointRun.class.getName(),
                        java,
                        Integer.toString(process),
                        addresses,
                        Integer.toString(1 + executions % 2),
                        Integer.toString(partitions),
                        point.name(),
                        Integer.toString(process == victim ? occurrence : 0)));
            }
            List<JavaProgram.Result> results = JavaProgram.awaitAll(programs);
            System.out.println(point + " at p" + victim + ", occurrence " + occurrence + ": "
                    + results.stream().map(JavaProgram.Result::code).toList());
            if (victim < 0) {
                assertThat(results).as(results.toString()).allMatch(result -> result.code() == 0);
            }
            return results;
        } finally {
            programs.forEach(JavaProgram::close);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
