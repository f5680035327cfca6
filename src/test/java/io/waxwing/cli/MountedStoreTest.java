package io.waxwing.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real program with its recovery directory on file systems that are full or read-only, mounted for it alone. */
@Tag("process")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MountedStoreTest {
    private static final String READ_ONLY = """
            mount --bind "%1$s" "%1$s" && mount -o remount,bind,ro "%1$s" || exit 77
            exec "$@"
            """;
    /** Room for nothing, then for more and more; ends when the program ends well. */
    private static final String GROWING = """
            mount -t tmpfs -o size=64k tmpfs saved || exit 77
            for size in 64k 160k 240k 400k 700k 1200k 2m 64m; do
                mount -o remount,size=$size saved || exit 77
                "$@" </dev/null 2>err-$size
                code=$?
                echo $size $code
                [ $code != 0 ] || exit 0
                [ $code = 6 ] || exit 1
            done
            exit 1
            """;

    @TempDir
    Path dir;

    private SumsRecord record;

    @BeforeAll
    static void needsNamespaces() throws InterruptedException {
        boolean allowed;
        try {
            Process probe = new ProcessBuilder(
                            "unshare",
                            "--mount",
                            "sh",
                            "-c",
                            "mkdir /tmp/$$ && mount -t tmpfs tmpfs /tmp/$$; s=$?; umount /tmp/$$; rmdir /tmp/$$; exit $s")
                    .redirectErrorStream(true)
                    .start();
            allowed = probe.waitFor(20, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException e) {
            allowed = false;
        }
        assumeTrue(allowed, "mount namespaces are not allowed here (they need root and unshare)");
    }

    @BeforeEach
    void fill() throws IOException {
        record = new SumsRecord(new SplittableRandom(5), dir);
        record.append(16_000);
    }

    private static String[] arguments() {
        return new String[] {"-w2", "-r", "saved", "-s", "0", "flows.RunningSums:flow('in', 'out', 0)"};
    }

    private JavaProgram.Result run(String script) {
        try (JavaProgram program = JavaProgram.startMounted(dir, script, arguments())) {
            program.endInput();
            return program.await(120);
        }
    }

    private void assertRefused(String readOnly, String... words) {
        JavaProgram.Result result = run(READ_ONLY.formatted(readOnly));

        assertThat(result.code()).as(result.toString()).isEqualTo(6);
        assertThat(result.err()).startsWith("error: ").contains(words).contains("read-only");
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    void a_read_only_directory_or_file_is_named_and_the_run_goes_on_exactly_when_it_is_writable_again()
            throws IOException {
        assertThat(run("exec \"$@\"").code()).isZero();
        record.append(2_000);

        assertRefused("saved", "recovery directory saved");
        for (int partition = 0; partition < 4; partition++) {
            assertRefused("saved/part-" + partition + ".sqlite3", "saved/part-" + partition + ".sqlite3");
        }

        assertThat(run("exec \"$@\"").code()).isZero();
        record.check("after it was read-only");
    }

    @Test
    void a_disk_that_is_full_again_and_again_is_told_each_time_and_the_run_goes_on_exactly_with_more_space()
            throws IOException {
        Files.createDirectory(dir.resolve("saved"));

        JavaProgram.Result result = run(GROWING);

        assertThat(result.code()).as(result.toString()).isZero();
        List<String> lines = result.out().lines().toList();
        System.out.println(lines);
        assertThat(lines).as("it was full several times").hasSizeGreaterThan(3);
        for (String line : lines.subList(0, lines.size() - 1)) {
            String err = Files.readString(dir.resolve("err-" + line.substring(0, line.indexOf(' '))));
            System.out.println(err);
            String error = err.lines()
                    .filter(any -> any.startsWith("error: "))
                    .findFirst()
                    .orElseThrow();
            assertThat(error).contains("saved").containsPattern("the disk is full|No space left on device");
        }
        record.check(lines.toString());
    }
}
