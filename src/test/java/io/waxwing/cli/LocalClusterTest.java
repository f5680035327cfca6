package io.waxwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole cluster started by -p: one output, one exit code, no orphans. */
@Tag("process")
@Timeout(180)
class LocalClusterTest {
    private static final String FLOWS = "flows.ProgramFlows";

    @TempDir
    Path dir;

    private JavaProgram start(String... arguments) {
        return JavaProgram.start(dir, Map.of(), List.of(), arguments);
    }

    private static ProcessHandle child(JavaProgram program, int index) {
        return program.process()
                .descendants()
                .filter(child -> child.info().arguments().map(List::of).orElse(List.of()).stream()
                        .anyMatch(argument -> argument.startsWith(index + "/")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_first_process_reads_the_input_and_all_write_whole_lines() throws IOException {
        List<String> lines = IntStream.range(0, 5_000)
                .mapToObj(n -> n + "-" + "x".repeat(n % 300))
                .toList();
        try (JavaProgram program = start(FLOWS + ":echo", "-p3", "-w2")) {
            try (OutputStream in = program.process().getOutputStream()) {
                in.write(lines.stream()
                        .map(line -> line + "\n")
                        .collect(Collectors.joining())
                        .getBytes(StandardCharsets.UTF_8));
            }
            JavaProgram.Result result = program.await();

            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out().lines()).containsExactlyInAnyOrderElementsOf(lines);
        }
    }

    @Test
    void the_process_that_failed_of_itself_gives_the_exit_code() {
        try (JavaProgram program = start(FLOWS + ":failing", "-p2")) {
            JavaProgram.Result result = program.await();

            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err().lines())
                    .anyMatch(line ->
                            line.startsWith("[p0] error: step \"failing.divide\" (worker 0, epoch 1, item \"2\"): "
                                    + "java.lang.ArithmeticException: / by zero"))
                    .anyMatch(line -> line.startsWith("[p0]     at flows.ProgramFlows.lambda"))
                    .allMatch(line -> line.startsWith("[p"));
        }
    }

    @Test
    void what_all_would_say_at_the_start_is_said_once() {
        JavaProgram.Result result = JavaProgram.run(dir, "no.such.Module", "-p3");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .matches("\\[p\\d] error: module \"no.such.Module\" not found: .*");
        assertThat(JavaProgram.run(dir, FLOWS + ":empty", "-p2").err().lines()).hasSize(1);
        assertThat(JavaProgram.run(dir, FLOWS + ":flow(", "-p2").err()).startsWith("error: expected a literal");
    }

    @Test
    void a_process_that_is_killed_ends_all_and_is_named() {
        try (JavaProgram program = start(FLOWS + ":endless", "-p3")) {
            program.awaitOut(text -> text.contains("tick"));
            JavaProgram.signal(child(program, 1).pid(), "KILL");
            long killed = System.nanoTime();
            JavaProgram.Result result = program.await();

            assertThat(System.nanoTime() - killed).isLessThan(10_000_000_000L);
            assertThat(result.code()).isEqualTo(4);
            assertThat(result.err().lines())
                    .contains("error: p1 was killed by signal 9")
                    .anyMatch(line -> line.startsWith("[p0] error: process ") && line.contains("process 1 ("))
                    .anyMatch(line -> line.startsWith("[p2] error: process ") && line.contains("process 1 ("));
        }
    }

    @Test
    void a_signal_is_passed_on_and_stops_all() {
        try (JavaProgram program = start(FLOWS + ":endless", "-p2", "-w2")) {
            program.awaitOut(text -> text.contains("tick"));
            program.signal("TERM");

            assertThat(program.await()).satisfies(result -> {
                assertThat(result.code()).as(result.err()).isEqualTo(143);
                assertThat(result.err()).containsOnlyOnce("stopping after SIGTERM");
            });
        }
    }

    @Test
    void a_signal_to_all_processes_at_once_is_one_signal() {
        try (JavaProgram program = start(FLOWS + ":endless", "-p2", "-r", "saved", "-s", "60")) {
            program.awaitOut(text -> text.contains("tick"));
            program.process().descendants().forEach(child -> JavaProgram.signal(child.pid(), "TERM"));
            program.signal("TERM");

            assertThat(program.await().code()).isEqualTo(143);
        }
        try (JavaProgram inspection = start("recovery", "inspect", "saved")) {
            assertThat(inspection.await().out()).contains("resumes     from the end of epoch 1");
        }
    }

    @Test
    void a_signal_ends_a_cluster_that_has_not_come_together() {
        try (JavaProgram program = start(FLOWS + ":slow()", "-p2")) {
            program.awaitErr(text -> text.contains("waiting for p0, p1 of 2 processes to be ready"));
            program.signal("INT");

            assertThat(program.await().code()).isEqualTo(130);
        }
    }

    @Test
    void a_signal_of_the_terminal_reaches_all_but_only_the_parent_acts() {
        try (JavaProgram program = start(FLOWS + ":endless", "-p2")) {
            program.awaitOut(text -> text.contains("tick"));
            program.process().descendants().forEach(child -> JavaProgram.signal(child.pid(), "INT"));
            int soFar = program.text().length();
            program.awaitOut(text -> text.length() > soFar + 50);
            program.signal("INT");

            assertThat(program.await().code()).isEqualTo(130);
        }
    }

    @Test
    void a_signal_to_one_process_stops_all() {
        try (JavaProgram program = start(FLOWS + ":endless", "-p2")) {
            program.awaitOut(text -> text.contains("tick"));
            JavaProgram.signal(child(program, 1).pid(), "TERM");

            assertThat(program.await().code()).isEqualTo(143);
        }
    }

    @Test
    void a_reader_that_has_seen_enough_ends_all_quietly() {
        try (JavaProgram program = start(FLOWS + ":endless", "-p2")) {
            program.awaitOut(text -> text.contains("tick"));
            program.closeOut();

            assertThat(program.await()).satisfies(result -> {
                assertThat(result.code()).isEqualTo(141);
                assertThat(result.err()).doesNotContain("error");
            });
        }
    }

    @Test
    void children_end_with_a_parent_that_is_killed() {
        try (JavaProgram program = start(FLOWS + ":endless", "-p2")) {
            program.awaitOut(text -> text.contains("tick"));
            List<ProcessHandle> children = program.process().descendants().toList();
            assertThat(children).hasSize(2);
            program.process().destroyForcibly();

            assertThat(children)
                    .allSatisfy(child -> assertThat(child.onExit().orTimeout(20, java.util.concurrent.TimeUnit.SECONDS))
                            .succeedsWithin(java.time.Duration.ofSeconds(20)));
        }
    }

    @Test
    void the_environment_can_ask_for_a_cluster() {
        Map<String, String> environment = Map.of(
                "BYTEWAX_PROCESSES", "2", "BYTEWAX_WORKERS_PER_PROCESS", "1", "BYTEWAX_POD_NAME", "of-no-account-here");
        try (JavaProgram program = JavaProgram.start(dir, environment, List.of(), FLOWS)) {
            JavaProgram.Result result = program.await();

            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out().lines()).containsExactlyInAnyOrder("2", "3", "4");
        }
    }
}
