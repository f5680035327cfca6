package io.waxwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.waxwing.recovery.StorePoint;
import io.waxwing.runtime.PointRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that stands still while the rest of its cluster gives up and is started again, and then goes on. */
@Tag("process")
@Timeout(value = 240, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ZombieTest {

    @TempDir
    Path dir;

    private SumsRecord record;

    @BeforeEach
    void fill() throws IOException {
        record = new SumsRecord(new SplittableRandom(7), dir);
        record.append(16_000);
    }

    private HandMadeCluster start(int partitions, int nanos) {
        List<String> arguments = List.of(
                "-w2",
                "-r",
                "saved",
                "-s",
                "0",
                "--recovery-partitions",
                Integer.toString(partitions),
                "--peer-timeout",
                "2s",
                "flows.RunningSums:flow('in', 'out', " + nanos + ")");
        return new HandMadeCluster(dir, 2, JavaProgram.SMALL, List.of(), arguments);
    }

    private long logged() {
        return dir.resolve("saved").resolve("part-0.sqlite3-wal").toFile().length();
    }

    /** With one partition only process 0 has one; with four, both have. */
    @ParameterizedTest
    @CsvSource({"0, 4", "1, 4", "1, 1"})
    void while_it_stands_still_nobody_else_gets_the_store_and_when_it_goes_on_it_writes_nothing(
            int zombie, int partitions) throws Exception {
        try (HandMadeCluster old = start(partitions, 20_000)) {
            JavaProgram first = old.program(0);
            first.awaitErr(text -> text.contains("execution 1 "));
            for (int i = 0; i < 10_000 && logged() < 100_000 && first.process().isAlive(); i++) {
                first.process().waitFor(2, TimeUnit.MILLISECONDS);
            }
            old.program(zombie).signal("STOP");
            try {
                assertThat(old.program(1 - zombie).await().code()).isEqualTo(4);
                try (HandMadeCluster next = start(partitions, 0)) {
                    List<JavaProgram.Result> refused = next.await();
                    assertThat(refused)
                            .as(refused.toString())
                            .allMatch(result -> result.code() == 6 || result.code() == 4)
                            .anyMatch(result -> result.code() == 6);
                    assertThat(refused.get(0).err() + refused.get(1).err())
                            .contains("recovery directory saved is in use by another run");
                }
            } finally {
                old.program(zombie).signal("CONT");
            }
            assertThat(old.program(zombie).await().code())
                    .as(old.program(zombie).await().err())
                    .isEqualTo(4);
        }
        try (HandMadeCluster next = start(partitions, 0)) {
            List<JavaProgram.Result> results = next.await();
            assertThat(results).as(results.toString()).allMatch(result -> result.code() == 0);
        }
        record.check("after process " + zombie + " stood still");
    }

    /** The worst case: it has nothing open yet but will, and by then the others have come to the end of the input. */
    @Test
    void a_process_without_a_partition_that_stands_still_before_it_opens_anything_keeps_the_next_run_out()
            throws IOException {
        String addresses = HandMadeCluster.addresses(2);
        String point = StorePoint.RESUMED.name();
        try (JavaProgram first = startPoint("0", addresses, point, "0");
                JavaProgram zombie = startPoint("1", addresses, point, "-1")) {
            assertThat(first.await().code()).isEqualTo(4);
            try (HandMadeCluster next = start(1, 0)) {
                List<JavaProgram.Result> refused = next.await();
                assertThat(refused)
                        .as(refused.toString())
                        .allMatch(result -> result.code() == 6 || result.code() == 4)
                        .anyMatch(result -> result.code() == 6);
            } finally {
                zombie.signal("CONT");
            }
            assertThat(zombie.await().code()).as(zombie.await().err()).isEqualTo(4);
        }
        try (HandMadeCluster next = start(1, 0)) {
            assertThat(next.await()).allMatch(result -> result.code() == 0);
        }
        record.check("after process 1 stood still");
    }

    private JavaProgram startPoint(String process, String addresses, String point, String occurrence) {
        return JavaProgram.startMain(
                dir, PointRun.class.getName(), JavaProgram.SMALL, process, addresses, "2", "1", point, occurrence);
    }
}
