package io.waxwing.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.Dataflow;
import io.waxwing.recovery.RecoveryConfig;
import io.waxwing.runtime.RunConfig;
import io.waxwing.runtime.Runner;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryCommandTest {
    private static Command parse(String line) {
        String[] typed = line.split(" ", -1);
        assertThat(QuickArguments.parse(typed)).isNull();
        return PicocliArguments.parse(typed);
    }

    private static RecoveryCommand recovery(String line) {
        assertThat(parse(line)).isInstanceOf(Command.Recover.class);
        return ((Command.Recover) parse(line)).recovery();
    }

    private static String print(String line) {
        assertThat(parse(line)).isInstanceOf(Command.Print.class);
        return ((Command.Print) parse(line)).text();
    }

    @Test
    void each_task_is_read_with_what_it_asks_for() {
        assertThat(recovery("recovery init d 3")).isEqualTo(new RecoveryCommand(RecoveryTask.INIT, "d", "3"));
        assertThat(recovery("recovery inspect d")).isEqualTo(new RecoveryCommand(RecoveryTask.INSPECT, "d", ""));
        assertThat(recovery("recovery verify verify"))
                .isEqualTo(new RecoveryCommand(RecoveryTask.VERIFY, "verify", ""));
        assertThat(recovery("recovery repartition d 5"))
                .isEqualTo(new RecoveryCommand(RecoveryTask.REPARTITION, "d", "5"));
        assertThat(recovery("recovery backup d to")).isEqualTo(new RecoveryCommand(RecoveryTask.BACKUP, "d", "to"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--stacktrace recovery inspect d",
                "recovery --stacktrace inspect d",
                "recovery inspect --stacktrace d",
                "recovery inspect d --stacktrace"
            })
    void the_stack_may_be_asked_for_anywhere(String line) {
        assertThat(recovery(line)).isEqualTo(new RecoveryCommand(RecoveryTask.INSPECT, "d", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "recovery look d | recovery: expected init, inspect, verify, repartition or backup, got \"look\"",
                "recovery inspect | recovery inspect: expected DIR, got nothing",
                "recovery init d | recovery init: expected DIR N, got only \"d\"",
                "recovery init d 3 4 | recovery init: expected DIR N, got also \"4\"",
                "recovery backup d to more | recovery backup: expected DIR TO, got also \"more\"",
                "recovery inspect d --stacktrase | unknown option \"--stacktrase\"; did you mean --stacktrace?",
                "recovery inspect d --workers-per-process=3 | unknown option \"--workers-per-process=3\"",
                "recovery inspect d --stacktrace --stacktrace | --stacktrace is given twice",
                "--stacktrace recovery inspect d --stacktrace | --stacktrace is given twice",
            })
    void a_wrong_command_line_is_refused_in_one_line(String line, String message) {
        assertThatThrownBy(() -> parse(line)).isInstanceOfSatisfying(CliException.class, refused -> {
            assertThat(refused).hasMessage(message);
            assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(refused.hint()).isTrue();
        });
    }

    @Test
    void a_number_of_partitions_is_one() {
        for (String number : List.of("0", "x", "-1", "4097")) {
            assertThatThrownBy(() -> new RecoveryCommand(RecoveryTask.INIT, "d", number).run())
                    .hasMessage("recovery init: expected a number of partitions, 1 to 4096, got \"" + number + "\"");
        }
    }

    @Test
    void the_help_is_as_written() throws IOException {
        String help = print("recovery --help");

        assertThat(help).isEqualTo(ArgumentsTest.golden("help-recovery.txt"));
        assertThat(print("recovery")).isEqualTo(help);
        assertThat(print("recovery -h")).isEqualTo(help);
        assertThat(print("help recovery")).isEqualTo(help);
        assertThat(print("recovery init --help")).isEqualTo(ArgumentsTest.golden("help-recovery-init.txt"));
    }

    @Test
    void a_store_is_made_looked_into_spread_and_copied(@TempDir Path dir) throws IOException {
        String store = dir.resolve("store").toString();
        String copy = dir.resolve("copy").toString();

        assertThat(recovery("recovery init " + store + " 3").run()).isEqualTo(store + " has 3 partitions\n");
        assertThat(recovery("recovery inspect " + store).run()).contains("partitions  3");
        assertThat(recovery("recovery repartition " + store + " 5").run()).isEqualTo(store + " has 5 partitions\n");
        assertThat(recovery("recovery backup " + store + " " + copy).run()).isEqualTo("copied to " + copy + "\n");
        assertThat(recovery("recovery verify " + copy).run()).contains("partitions  5", "no damage was found");
    }

    @Test
    @Tag("process")
    void the_stack_is_shown_when_asked_for(@TempDir Path dir) throws IOException {
        Files.writeString(Files.createDirectory(dir.resolve("store")).resolve("part-0.sqlite3"), "nonsense");

        JavaProgram.Result plain = JavaProgram.run(dir, "recovery", "inspect", "store");
        assertThat(plain.code()).isEqualTo(ExitCode.RECOVERY.code());
        assertThat(plain.err().lines()).singleElement().asString().startsWith("error: ");

        try (JavaProgram program = JavaProgram.start(
                dir, Map.of(), List.of(), "recovery", "inspect", "store", RunOption.STACKTRACE.longName())) {
            JavaProgram.Result shown = program.await();
            assertThat(shown.code()).isEqualTo(ExitCode.RECOVERY.code());
            assertThat(shown.err()).startsWith(plain.err()).contains("\tat io.waxwing.recovery.");
        }
    }

    @Test
    void keys_are_shown_as_text(@TempDir Path dir) throws Exception {
        var flow = new Dataflow("sizes");
        flow.input("in", TestingSource.of("Acme", "Bolt"))
                .keyOn("key", word -> word)
                .statefulMap("count", () -> new long[1], (count, word) -> ++count[0])
                .output("out", new TestingSink<>());
        Runner.run(flow, RunConfig.workers(1).withRecovery(RecoveryConfig.of(dir)));

        assertThat(new RecoveryCommand(RecoveryTask.INSPECT, dir.toString(), "").run())
                .containsPattern(
                        "step sizes.count: 2 keys, \\d+ bytes; biggest: (Acme|Bolt) \\(\\d+\\) (Acme|Bolt) \\(\\d+\\)\n");
    }
}
