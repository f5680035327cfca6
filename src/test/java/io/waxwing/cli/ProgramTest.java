package io.waxwing.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as a user starts it: what it prints where, and its exit code. */
@Tag("process")
@Timeout(120)
class ProgramTest {
    private static final String FLOWS = "flows.ProgramFlows";

    @TempDir
    Path dir;

    private JavaProgram.Result run(String... arguments) {
        return JavaProgram.run(dir, arguments);
    }

    private JavaProgram start(String... arguments) {
        return JavaProgram.start(dir, Map.of(), List.of(), arguments);
    }

    @Test
    void a_flow_that_ends_leaves_its_output_and_nothing_else() {
        assertThat(run(FLOWS)).isEqualTo(new JavaProgram.Result(0, "2\n3\n4\n", ""));
    }

    @Test
    void a_flow_in_a_source_file_is_found_by_its_name() {
        TestSources.write(dir, "examples/Simple.java", """
                package examples;
                public class Simple {
                    public static final io.waxwing.Dataflow flow = flows.ProgramFlows.flow();
                }
                """);

        assertThat(run("examples.Simple:flow", "-w3").out().lines()).containsExactlyInAnyOrder("2", "3", "4");
        assertThat(run("examples/Simple.java")).isEqualTo(new JavaProgram.Result(0, "2\n3\n4\n", ""));
    }

    @Test
    void help_and_version_are_printed_where_they_can_be_piped() {
        assertThat(run("--help")).satisfies(help -> {
            assertThat(help.code()).isZero();
            assertThat(help.out()).startsWith("Usage: ");
            assertThat(help.err()).isEmpty();
        });
        assertThat(run("--version").out()).startsWith("waxwing ");
    }

    @Test
    void a_wrong_option_is_one_line_and_a_hint() {
        assertThat(run("-w", "x", FLOWS)).isEqualTo(new JavaProgram.Result(2, "", """
                        error: -w: expected a number of worker threads, 1 to 1024, got "x"
                        Try --help for the options.
                        """));
    }

    @Test
    void what_user_code_wrapped_is_shown_with_its_own_line() {
        JavaProgram.Result result = run(FLOWS + ":wrapping");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .containsPattern(
                        "RuntimeException: wrapped\n    at flows.ProgramFlows.lambda\\S+\\(ProgramFlows.java:\\d+\\)\n"
                                + "    caused by NumberFormatException: For input string: \"a\"\n"
                                + "    at flows.ProgramFlows.lambda\\S+\\(ProgramFlows.java:\\d+\\)\n");
    }

    @Test
    void what_user_code_threw_is_shown_with_its_step_and_its_line() {
        JavaProgram.Result result = run(FLOWS + ":failing");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .matches(
                        "error: step \"failing.divide\" \\(worker 0, epoch 1, item \"2\"\\): java.lang.ArithmeticException: / by zero\n"
                                + "    at flows.ProgramFlows.lambda\\$failing\\$\\d+\\(ProgramFlows.java:\\d+\\)\n");
    }

    @Test
    void the_stack_is_shown_when_asked_for() {
        assertThat(run(FLOWS + ":failing", "--stacktrace").err())
                .contains("java.lang.ArithmeticException: / by zero\n\tat ")
                .contains("ProgramFlows.java");
    }

    @Test
    void a_flow_that_calls_exit_does_not_look_finished() {
        JavaProgram.Result result = run(FLOWS + ":exiting(0)");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .matches(
                        "error: the flow called System.exit; a flow ends by the end of its input, or by throwing\n"
                                + "    at flows.ProgramFlows.lambda\\S+\\(ProgramFlows.java:\\d+\\), thread \"waxwing-worker-0\"\n");
    }

    @Test
    void a_flow_that_takes_standard_output_away_has_finished_all_the_same() {
        assertThat(run(FLOWS + ":withoutOut")).isEqualTo(new JavaProgram.Result(0, "1\n", ""));
    }

    @Test
    void standard_input_that_is_closed_is_said_to_be() throws IOException {
        assumeThat(Path.of("/proc/self/fd/0")).exists();
        ProcessBuilder builder = JavaProgram.builder(dir, Map.of(), List.of(), FLOWS + ":echo");
        builder.command().addAll(0, List.of("/bin/sh", "-c", "exec \"$@\" <&-", "sh"));
        try (JavaProgram program = new JavaProgram(builder.start())) {
            JavaProgram.Result result = program.await();

            assertThat(result.code()).as(result.err()).isEqualTo(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("error: step \"echo.in\" (worker 0, epoch 1): ")
                    .contains("standard input is closed: start the process with < file, or < /dev/null for none");
        }
    }

    @Test
    void out_of_memory_has_its_own_exit_code() {
        JavaProgram.Result result = run(FLOWS + ":hungry");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).startsWith("error: step \"hungry.eat\"").contains("-Xmx");
    }

    /** What hangs then hears no signal either: no handler can be made. */
    @ParameterizedTest
    @CsvSource({"-XX:+UseG1GC, -w1", "-XX:+UseG1GC, -w2", "-XX:+UseG1GC, -p2", "-XX:+UseSerialGC, -w1"})
    void memory_full_of_small_objects_is_the_end_too(String collector, String scale) {
        try (JavaProgram program =
                JavaProgram.start(dir, Map.of(), List.of("-Xmx64m", collector), FLOWS + ":hoarding", scale)) {
            JavaProgram.Result result = program.await(60);

            assertThat(result.code()).isEqualTo(3);
            assertThat(result.err()).containsPattern("(?m)^(\\[p\\d] )?error: ").contains("-Xmx");
        }
    }

    @Test
    void out_of_memory_in_any_thread_is_the_end() {
        JavaProgram.Result result = run(FLOWS + ":withHungryThread");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("error: out of memory in thread Thread-0");
    }

    @Test
    void a_thread_of_the_flow_that_dies_ends_it() {
        JavaProgram.Result result = run(FLOWS + ":withThread");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("error: thread \"Thread-0\" died of IllegalStateException: nobody waits for me");
    }

    @Test
    void a_flow_that_cannot_be_planned_is_no_flow_to_run() {
        assertThat(run(FLOWS + ":empty"))
                .satisfies(result -> assertThat(result.code()).isEqualTo(2))
                .satisfies(result -> assertThat(result.err()).startsWith("error: dataflow \"empty\" has no input"));
        assertThat(run(FLOWS + ":twice").err())
                .startsWith("error: " + FLOWS
                        + ":twice threw IllegalArgumentException: step id \"twice.in\" is used twice");
    }

    @Test
    void a_reader_that_has_seen_enough_ends_the_flow_quietly() {
        try (JavaProgram program = start(FLOWS + ":endless")) {
            program.awaitOut(text -> text.contains("tick"));
            program.closeOut();

            assertThat(program.await())
                    .satisfies(result -> assertThat(result.code()).isEqualTo(141))
                    .satisfies(result -> assertThat(result.err()).isEmpty());
        }
    }

    @Test
    void a_full_disk_behind_standard_output_is_no_silence() throws IOException {
        assumeThat(Path.of("/dev/full")).exists();
        for (String processes : List.of("-p1", "-p2")) {
            Process process = JavaProgram.builder(dir, Map.of(), List.of(), FLOWS, processes)
                    .redirectOutput(new File("/dev/full"))
                    .start();
            try (JavaProgram program = new JavaProgram(process)) {
                assertThat(program.await())
                        .satisfies(result -> assertThat(result.code()).isEqualTo(1))
                        .satisfies(result -> assertThat(result.err()).contains("error: ", "No space left on device"));
            }
        }
    }

    @Test
    void a_signal_ends_the_epoch_and_the_flow() {
        for (Signals signal : List.of(Signals.TERM, Signals.INT)) {
            try (JavaProgram program = start(FLOWS + ":endless", "-w2")) {
                program.awaitOut(text -> text.contains("tick"));
                program.signal(signal.name());

                assertThat(program.await()).satisfies(result -> {
                    assertThat(result.code()).isEqualTo(signal.exitCode().code());
                    assertThat(result.err())
                            .isEqualTo("stopping after SIG" + signal
                                    + ": ends the epoch first; once more, a second later, ends at once\n");
                });
            }
        }
    }

    @Test
    void a_second_signal_ends_what_hangs_but_not_what_comes_along_with_the_first() throws Exception {
        try (JavaProgram program = start(FLOWS + ":stuck")) {
            program.awaitErr(text -> text.contains("about to wait"));
            long signalled = System.nanoTime();
            program.signal("INT");
            program.awaitErr(text -> text.contains("stopping after SIGINT"));
            do {
                program.signal("TERM");
            } while (!program.process().waitFor(100, TimeUnit.MILLISECONDS));

            assertThat(program.await().code()).isEqualTo(143);
            assertThat(System.nanoTime() - signalled).isBetween(1_000_000_000L, 9_000_000_000L);
        }
    }

    @Test
    void a_signal_ends_what_has_not_begun() {
        try (JavaProgram program = start(FLOWS + ":slow()")) {
            program.awaitErr(text -> text.contains("about to wait"));
            program.signal("TERM");

            assertThat(program.await()).isEqualTo(new JavaProgram.Result(143, "", "about to wait\n"));
        }
    }

    @Test
    void an_open_and_silent_input_does_not_hold_up_the_end() {
        try (JavaProgram program = start(FLOWS + ":echo")) {
            JavaProgram.write(program, "hello\n");
            program.awaitOut(text -> text.equals("hello\n"));
            program.signal("TERM");

            assertThat(program.await().code()).isEqualTo(143);
        }
    }

    @Test
    void ten_seconds_after_a_signal_what_still_hangs_is_ended() {
        try (JavaProgram program = start(FLOWS + ":stuck")) {
            program.awaitErr(text -> text.contains("about to wait"));
            long signalled = System.nanoTime();
            program.signal("TERM");

            assertThat(program.await().code()).isEqualTo(143);
            assertThat(System.nanoTime() - signalled).isBetween(9_500_000_000L, 20_000_000_000L);
        }
    }

    @Test
    void one_worker_started_from_a_class_loads_no_library_of_the_runner() {
        try (JavaProgram program =
                JavaProgram.start(dir, Map.of(), List.of("-Xlog:class+load:file=" + dir + "/classes"), FLOWS)) {
            assertThat(program.await().code()).isZero();
        }
        assertThat(dir.resolve("classes"))
                .content()
                .contains("io.waxwing.runtime.Worker ")
                .doesNotContain("io.netty", "com.esotericsoftware", "org.sqlite", "picocli", "org.slf4j");
    }

    @Test
    void the_environment_does_what_options_do() {
        Map<String, String> environment =
                Map.of("BYTEWAX_WORKERS_PER_PROCESS", "2", "BYTEWAX_PROCESS_ID", "", "CLASSPATH", "nowhere");
        try (JavaProgram program = JavaProgram.start(dir, environment, List.of(), "no.such.Flow")) {
            assertThat(program.await().err()).contains("in nowhere (does not exist) (CLASSPATH)");
        }
        try (JavaProgram program =
                JavaProgram.start(dir, Map.of("BYTEWAX_RECOVERY_DIRECTORY", "x"), List.of(), FLOWS)) {
            assertThat(program.await())
                    .satisfies(result -> assertThat(result.code()).isEqualTo(0))
                    .satisfies(
                            result -> assertThat(result.err())
                                    .isEqualTo(
                                            "execution 1 starts from the beginning (new recovery directory x, 4 partitions)\n"));
        }
    }
}
