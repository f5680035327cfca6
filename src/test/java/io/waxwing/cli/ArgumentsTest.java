package io.waxwing.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    private static Arguments run(String line) {
        Command command = PicocliArguments.parse(split(line));
        assertThat(command).isInstanceOf(Command.Run.class);
        return ((Command.Run) command).arguments();
    }

    private static String print(String line) {
        Command command = PicocliArguments.parse(split(line));
        assertThat(command).isInstanceOf(Command.Print.class);
        return ((Command.Print) command).text();
    }

    private static String[] split(String line) {
        return line.isEmpty() ? new String[0] : line.split(" ", -1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "examples.simple",
                "-w3 examples.simple",
                "examples.simple -w3",
                "simple:flow -w3 -i0 -a cluster_one:2101;cluster_two:2101",
                "simple:flow -w 3 --process-id 1 --addresses=a:1;b:2",
                "--classpath=x M --stacktrace -v",
                "M -cp a.jar",
                "-p2 -w2 M:flow('x') --peer-timeout 5s --connect-timeout=500ms -s 0",
                "--allow-type a.B --allow-type c.* M",
            })
    void a_plain_command_line_is_read_alike_by_both_parsers(String line) {
        Arguments quick = QuickArguments.parse(split(line));

        assertThat(quick).isNotNull().isEqualTo(run(line));
    }

    @Test
    void whatever_the_quick_parser_takes_the_other_takes_alike() {
        List<String> words = new ArrayList<>(List.of(
                "M",
                "a.b:f(1)",
                "3",
                "-3",
                "",
                "-",
                "--",
                "-w3",
                "-w=3",
                "-w",
                "-i0",
                "-p2",
                "-pv",
                "-vp",
                "-vw3",
                "-a",
                "-cp",
                "--classpath=x",
                "--classpath",
                "--class",
                "--processes=",
                "--verbose=true",
                "-s500ms",
                "-s",
                "run",
                "help",
                "completion",
                "@file",
                "-h",
                "--help",
                "--version",
                "--nope",
                "\"q\"",
                "a=b",
                "-D",
                "--allow-type=x"));
        Random random = new Random(4);
        int plain = 0;
        for (int i = 0; i < 20_000; i++) {
            String[] typed = new String[1 + random.nextInt(4)];
            for (int j = 0; j < typed.length; j++) {
                typed[j] = words.get(random.nextInt(words.size()));
            }
            Arguments quick = QuickArguments.parse(typed);
            if (quick != null) {
                plain++;
                assertThat(PicocliArguments.parse(typed))
                        .as(String.join(" ", typed))
                        .isInstanceOfSatisfying(Command.Run.class, run -> assertThat(run.arguments())
                                .isEqualTo(quick));
            }
        }
        assertThat(plain).isGreaterThan(500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | expected a module to run: a class, a .java file or a jar",
                "-w3 | expected a module to run: a class, a .java file or a jar",
                "M N | expected one module, got also \"N\"; what the flow is to be given stands behind its getter, as in"
                        + " \"com.acme.Flows:flow('N')\"",
                "M --wrokers-per-process 3 | unknown option \"--wrokers-per-process\"; did you mean --workers-per-process?",
                "M --nothing-like-it | unknown option \"--nothing-like-it\"",
                "M -x | unknown option \"-x\"",
                "M -r | -r: expected a value, DIR",
                "M -w | -w: expected a value, N",
                "M -w1 -w2 | -w is given twice",
                "-w1 run M -w2 | -w is given twice",
                "M --stacktrace --stacktrace | --stacktrace is given twice",
                "help nobody | there is no command \"nobody\"",
            })
    void a_wrong_command_line_is_refused_in_one_line(String line, String message) {
        assertThatThrownBy(() -> PicocliArguments.parse(split(line)))
                .isInstanceOfSatisfying(CliException.class, refused -> {
                    assertThat(refused).hasMessage(message);
                    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
                    assertThat(refused.hint()).isTrue();
                });
    }

    @Test
    void run_is_the_long_form() {
        assertThat(run("run M:flow -w3")).isEqualTo(run("-w3 M:flow"));
        assertThat(run("-w3 run M:flow")).isEqualTo(run("M:flow -w3"));
        assertThat(run("run run").getterString()).isEqualTo("run");
    }

    @Test
    void the_help_is_as_written() throws IOException {
        String help = print("--help");

        assertThat(help).isEqualTo(golden("help.txt"));
        assertThat(print("-h")).isEqualTo(help);
        assertThat(print("help")).isEqualTo(help);
        assertThat(print("M -w x --help")).isEqualTo(help);
        assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void each_command_has_its_help() throws IOException {
        assertThat(print("completion --help")).isEqualTo(golden("help-completion.txt"));
        assertThat(print("help run")).isEqualTo(print("run -h")).contains("--workers-per-process");
    }

    @Test
    void a_version_and_a_completion_script_can_be_printed() {
        assertThat(print("--version")).startsWith("waxwing ").contains("Java ").endsWith("\n");
        assertThat(print("completion"))
                .contains("complete -F _complete_waxwing")
                .contains("--workers-per-process");
        assertThat(print("completion flows")).contains("complete -F _complete_flows");
    }

    static String golden(String name) throws IOException {
        try (InputStream in = ArgumentsTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
