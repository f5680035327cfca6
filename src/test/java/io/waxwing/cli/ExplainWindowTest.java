package io.waxwing.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.Dataflow;
import io.waxwing.runtime.RunConfig;
import io.waxwing.runtime.Runner;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import io.waxwing.window.EventClock;
import io.waxwing.window.Windower;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExplainWindowTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path dir;

    private static ExplainWindow parse(String line) {
        Command command = PicocliArguments.parse(line.split(" ", -1));
        assertThat(command).isInstanceOf(Command.Explain.class);
        return ((Command.Explain) command).windows();
    }

    private static String explain(String options, String input) {
        var out = new ByteArrayOutputStream();
        parse("explain-window " + options)
                .run(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void values_get_into_tumbling_windows_or_are_late_and_windows_close_with_the_watermark() {
        assertThat(explain("--tumbling 1m --wait 5s -", """
                        arrival,timestamp
                        2026-01-01T12:00:02Z,2026-01-01T12:00:01Z

                        2026-01-01T12:00:03Z, 2026-01-01T12:00:50Z
                        2026-01-01T12:00:04Z,2026-01-01T12:00:44Z
                        2026-01-01T12:00:05Z,2026-01-01T12:01:05Z
                        """)).isEqualTo("""
                        line 2: 2026-01-01T12:00:01Z is accepted, watermark 2026-01-01T11:59:56Z
                            in window 13149360, 2026-01-01T12:00:00Z to 2026-01-01T12:01:00Z
                        line 4: 2026-01-01T12:00:50Z is accepted, watermark 2026-01-01T12:00:45Z
                            in window 13149360, 2026-01-01T12:00:00Z to 2026-01-01T12:01:00Z
                        line 5: 2026-01-01T12:00:44Z is late, watermark 2026-01-01T12:00:46Z
                            missed window 13149360, 2026-01-01T12:00:00Z to 2026-01-01T12:01:00Z
                        line 6: 2026-01-01T12:01:05Z is accepted, watermark 2026-01-01T12:01:00Z
                            in window 13149361, 2026-01-01T12:01:00Z to 2026-01-01T12:02:00Z
                        2026-01-01T12:00:05Z: closed window 13149360, 2026-01-01T12:00:00Z to 2026-01-01T12:01:00Z
                        end of input: closed window 13149361, 2026-01-01T12:01:00Z to 2026-01-01T12:02:00Z
                        """);
    }

    @Test
    void a_window_closes_between_values_when_its_time_comes_and_the_next_value_finds_no_watermark() {
        assertThat(explain("--tumbling 1m --wait 10s -", """
                        2026-01-01T12:00:30Z,2026-01-01T12:00:00Z
                        2026-01-01T12:01:39.999Z,2026-01-01T12:00:59.998Z
                        2026-01-01T12:05:00Z,2026-01-01T12:00:01Z
                        """)).isEqualTo("""
                        line 1: 2026-01-01T12:00:00Z is accepted, watermark 2026-01-01T11:59:50Z
                            in window 13149360, 2026-01-01T12:00:00Z to 2026-01-01T12:01:00Z
                        line 2: 2026-01-01T12:00:59.998Z is late, watermark 2026-01-01T12:00:59.999Z
                            missed window 13149360, 2026-01-01T12:00:00Z to 2026-01-01T12:01:00Z
                        2026-01-01T12:01:40Z: closed window 13149360, 2026-01-01T12:00:00Z to 2026-01-01T12:01:00Z
                        line 3: 2026-01-01T12:00:01Z is accepted, watermark 2026-01-01T11:59:51Z
                            in window 13149360, 2026-01-01T12:00:00Z to 2026-01-01T12:01:00Z
                        end of input: closed window 13149360, 2026-01-01T12:00:00Z to 2026-01-01T12:01:00Z
                        """);
    }

    @Test
    void the_readme_shows_what_is_told_of_its_values() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String[] blocks = readme.substring(readme.indexOf("## Late or not?")).split("```\n?");
        String input = Pattern.compile("\\S+Z,\\S+Z")
                .matcher(blocks[1])
                .results()
                .map(found -> found.group() + "\n")
                .collect(Collectors.joining());

        assertThat(blocks[1]).contains("explain-window --tumbling 1m --wait 5s -");
        assertThat(explain("--tumbling 1m --wait 5s -", input))
                .isEqualTo(blocks[3])
                .contains("is late");
    }

    @Test
    void a_value_between_two_sessions_makes_them_one() {
        assertThat(explain("--session 10 --wait 50 -", """
                        2026-01-01T12:00:00Z,2026-01-01T12:00:00Z
                        2026-01-01T12:00:00Z,2026-01-01T12:00:20Z
                        2026-01-01T12:00:00Z,2026-01-01T12:00:10Z
                        2026-01-01T12:00:00Z,2026-01-01T11:59:29Z
                        """)).isEqualTo("""
                        line 1: 2026-01-01T12:00:00Z is accepted, watermark 2026-01-01T11:59:10Z
                            in window 0, 2026-01-01T12:00:00Z to 2026-01-01T12:00:00Z
                        line 2: 2026-01-01T12:00:20Z is accepted, watermark 2026-01-01T11:59:30Z
                            in window 1, 2026-01-01T12:00:20Z to 2026-01-01T12:00:20Z
                        line 3: 2026-01-01T12:00:10Z is accepted, watermark 2026-01-01T11:59:30Z
                            in window 0, 2026-01-01T12:00:00Z to 2026-01-01T12:00:20Z
                            window 1 became part of window 0, 2026-01-01T12:00:00Z to 2026-01-01T12:00:20Z
                        line 4: 2026-01-01T11:59:29Z is late, watermark 2026-01-01T11:59:30Z
                            missed window -1, which is over
                        end of input: closed window 0, 2026-01-01T12:00:00Z to 2026-01-01T12:00:20Z
                        """);
    }

    @Test
    void a_file_is_read_and_a_value_is_in_several_sliding_windows() throws IOException {
        Path file = Files.writeString(dir.resolve("in.csv"), "2026-01-01T12:00:00Z,2026-01-01T12:00:07Z\n");

        assertThat(explain("--sliding 10s --offset 5s " + file, "").lines())
                .hasSize(5)
                .contains(
                        "    in window 157792320, 2026-01-01T12:00:00Z to 2026-01-01T12:00:10Z",
                        "    in window 157792321, 2026-01-01T12:00:05Z to 2026-01-01T12:00:15Z");
    }

    /** A flow in which only values move time, and lines that all arrive at once. */
    @ParameterizedTest
    @ValueSource(strings = {"--tumbling 10", "--sliding 10 --offset 3", "--session 2"})
    void what_is_told_is_what_a_flow_does(String windows) throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            List<Instant> values = new ArrayList<>();
            var input = new StringBuilder();
            for (int i = 0; i < 60; i++) {
                Instant value = NOON.plusSeconds(i + random.nextInt(15));
                values.add(value);
                input.append(NOON).append(',').append(value).append('\n');
            }
            var windower = parse("explain-window " + windows + " -").windower();

            List<String> told = explain(windows + " --wait 7 -", input.toString())
                    .lines()
                    .filter(line -> line.contains("closed window") || line.contains("missed window"))
                    .map(line -> line.replaceAll(".*(closed|missed) window (-?\\d+).*", "$1 $2"))
                    .toList();

            // late values and windows are two streams: the order between them is free
            for (String stream : List.of("missed", "closed")) {
                assertThat(only(stream, told))
                        .as("seed " + seed)
                        .isNotEmpty()
                        .isEqualTo(only(stream, run(windower, values)));
            }
        }
    }

    private static List<String> only(String stream, List<String> lines) {
        return lines.stream().filter(line -> line.startsWith(stream)).toList();
    }

    private static List<String> run(Windower windower, List<Instant> values) throws Exception {
        var out = new TestingSink<String>();
        var flow = new Dataflow("windows");
        var clock = EventClock.<Instant>of(at -> at, Duration.ofSeconds(7)).withNow(() -> NOON);
        var windowed = flow.input("in", TestingSource.from(values))
                .keyOn("key", at -> "k")
                .window(clock, windower)
                .ordered(false)
                .collectList("list");
        windowed.late().map("late", (key, late) -> "missed " + late.windowId()).output("late_out", out);
        windowed.meta().map("meta", (key, meta) -> "closed " + meta.windowId()).output("meta_out", out);
        Runner.run(flow, RunConfig.workers(1));
        return out.items();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- | expected one of --tumbling D, --sliding D --offset D and --session D, got none",
                "--tumbling 1 --session 1 - | expected one of --tumbling D, --sliding D --offset D and --session D, got 2",
                "--sliding 1 - | --sliding D and --offset D go together",
                "--tumbling 1 --offset 1 - | --sliding D and --offset D go together",
                "--tumbling 1 | expected a file of lines arrival,timestamp, or - for standard input",
                "--tumbling 0 - | the length of windows must be more than zero: PT0S",
            })
    void options_that_make_no_sense_are_refused(String options, String message) {
        assertRefused("explain-window " + options, "explain-window: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--session x - | explain-window --session: expected a duration as " + DurationText.FORMS
                        + ", got \"x\"",
                "--session 1 --wait -1 - | explain-window --wait: expected a duration as " + DurationText.FORMS
                        + ", got \"-1\"",
                "--session 1 --session 2 - | --session is given twice",
                "--session 1 a b | expected one file, got also \"b\"",
                "--sesion 1 a | unknown option \"--sesion\"; did you mean --session?",
            })
    void options_that_cannot_be_read_are_refused(String options, String message) {
        assertRefused("explain-window " + options, message);
    }

    private static void assertRefused(String line, String message) {
        assertThatThrownBy(() -> PicocliArguments.parse(line.split(" ", -1)))
                .isInstanceOfSatisfying(CliException.class, refused -> {
                    assertThat(refused).hasMessage(message);
                    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
                    assertThat(refused.hint()).isTrue();
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yesterday | expected arrival,timestamp as 2026-01-01T12:00:02Z,2026-01-01T12:00:00Z, got \"yesterday\"",
                "2026-01-01T12:00:00Z,noon | expected arrival,timestamp as 2026-01-01T12:00:02Z,2026-01-01T12:00:00Z, got \"2026-01-01T12:00:00Z,noon\"",
                "2026-01-01T11:59:59Z,2026-01-01T12:00:00Z | arrival 2026-01-01T11:59:59Z is before the one above it, 2026-01-01T12:00:00Z; sort the lines by arrival",
            })
    void a_bad_line_is_named(String line, String message) {
        assertThatThrownBy(() -> explain("--session 1 -", "2026-01-01T12:00:00Z,2026-01-01T12:00:00Z\n" + line))
                .isInstanceOfSatisfying(CliException.class, refused -> {
                    assertThat(refused).hasMessage("explain-window: line 2 of standard input: " + message);
                    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
                });
    }

    @Test
    void a_window_without_a_number_and_a_file_that_is_not_there_are_refused_too() {
        assertThatThrownBy(() -> explain("--tumbling 1ns -", "2026-01-01T12:00:00Z,+900000000-01-01T00:00:00Z"))
                .isInstanceOf(CliException.class)
                .hasMessageStartingWith("explain-window: line 1 of standard input: a window so far from the alignment");
        assertThatThrownBy(() -> explain("--tumbling 1 " + dir.resolve("nowhere"), ""))
                .isInstanceOf(CliException.class)
                .hasMessageStartingWith("explain-window: cannot read \"" + dir.resolve("nowhere"))
                .hasMessageContaining("NoSuchFile");
    }

    @Test
    void a_reader_that_went_away_ends_it() {
        var gone = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }
        });
        var input =
                new ByteArrayInputStream("2026-01-01T12:00:00Z,2026-01-01T12:00:00Z".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> parse("explain-window --session 1 -").run(input, gone))
                .isInstanceOfSatisfying(CliException.class, refused -> assertThat(refused.exitCode())
                        .isEqualTo(ExitCode.STDOUT_CLOSED));
    }

    @Test
    void the_help_is_as_written() throws IOException {
        Command help = PicocliArguments.parse(new String[] {"explain-window", "--help"});

        assertThat(help).isEqualTo(new Command.Print(ArgumentsTest.golden("help-explain-window.txt")));
    }
}
