package io.waxwing.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.Dataflow;
import io.waxwing.KeyedStream;
import io.waxwing.function.ThrowingBiFunction;
import io.waxwing.function.ThrowingFunction;
import io.waxwing.operator.KeyValue;
import io.waxwing.recovery.RecoveryConfig;
import io.waxwing.runtime.FlowException;
import io.waxwing.runtime.RunConfig;
import io.waxwing.runtime.Runner;
import io.waxwing.testing.TestRunner;
import io.waxwing.testing.TestingSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sinks of lines that are told what the line of an item is. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FormattedSinkTest {
    private static final int FILES = 3;

    @TempDir
    Path dir;

    /** The numbers below a hundred, by their last digit. */
    private static KeyedStream<String, Integer> numbers(Dataflow flow) {
        return flow.input(
                        "in", TestingSource.from(IntStream.range(0, 100).boxed().toList()))
                .redistribute("spread")
                .keyOn("digit", n -> "k" + n % 10);
    }

    private List<String> lines(String directory, int file) throws IOException {
        return Files.readAllLines(dir.resolve(directory).resolve("part-0000" + file)).stream()
                .sorted()
                .toList();
    }

    @Test
    void a_line_of_ones_own_is_in_the_file_of_its_key() throws Exception {
        TestRunner.of(() -> numbers(new Dataflow("own"))
                        .output("out", DirSink.of(dir.resolve("own"), FILES).formatPairs((key, n) -> n + " of " + key)))
                .cluster(2, 2)
                .run();
        TestRunner.of(() -> numbers(new Dataflow("plain")).output("out", DirSink.of(dir.resolve("plain"), FILES)))
                .cluster(1, 1)
                .run();

        for (int file = 0; file < FILES; file++) {
            assertThat(lines("own", file))
                    .isNotEmpty()
                    .containsExactlyElementsOf(lines("plain", file).stream()
                            .map(line -> line.replaceFirst("(.*)=(.*)", "$2 of $1"))
                            .sorted()
                            .toList());
        }
    }

    @Test
    void a_file_has_lines_of_items_and_of_keys_and_values() {
        var items = dir.resolve("items");
        var pairs = dir.resolve("pairs");
        var flow = new Dataflow("flow");
        var in = flow.input("in", TestingSource.of("a", "bb"));
        in.output("items", FileSink.of(items).format(word -> word.length() + ":" + word));
        in.keyOn("key", String::length)
                .output("pairs", FileSink.of(pairs).formatPairs((key, word) -> key + ";" + word));

        TestRunner.of(() -> flow).run();

        assertThat(items).hasContent("1:a\n2:bb\n");
        assertThat(pairs).hasContent("1;a\n2;bb\n");
    }

    @Test
    void standard_output_has_lines_of_items_and_of_keys_and_values() {
        var out = new ByteArrayOutputStream();
        var sink = new StdOutSink(out, new Object());
        var flow = new Dataflow("flow");
        var in = flow.input("in", TestingSource.of("a"));
        in.output("items", sink.format(String::length));
        in.keyOn("key", String::length).output("pairs", sink.formatPairs((key, word) -> key + ";" + word));

        TestRunner.of(() -> flow).run();

        assertThat(out.toString(UTF_8).lines()).containsExactlyInAnyOrder("1", "1;a");
    }

    @Test
    void functions_over_more_are_taken() {
        ThrowingFunction<Object, String> text = item -> "<" + item + ">";
        ThrowingBiFunction<Object, Object, String> texts = (key, value) -> key + "," + value;
        var out = dir.resolve("out");
        var flow = new Dataflow("flow");
        var in = flow.input("in", TestingSource.of(1));
        var keyed = in.keyOn("key", n -> "k");
        in.output("items", FileSink.of(out).format(text));
        keyed.output("pairs", FileSink.of(dir.resolve("pairs")).format(text));
        keyed.output("dir", DirSink.of(dir.resolve("dir"), 1).formatPairs(texts));
        keyed.output("ref", DirSink.of(dir.resolve("ref"), 1).formatPairs(FormattedSinkTest::reversed));

        TestRunner.of(() -> flow).run();

        assertThat(out).hasContent("<1>\n");
        assertThat(dir.resolve("pairs")).hasContent("<k=1>\n");
        assertThat(dir.resolve("dir/part-00000")).hasContent("k,1\n");
        assertThat(dir.resolve("ref/part-00000")).hasContent("1 k\n");
    }

    private static String reversed(CharSequence key, Number n) {
        return n + " " + key;
    }

    @Test
    void null_and_line_breaks_are_written_as_those_of_items_are() throws Exception {
        List<Object> items = Arrays.asList("a\nb", null);
        var plain = dir.resolve("plain");
        var own = dir.resolve("own");
        write(FileSink.of(plain), items);
        write(FileSink.of(own).<Integer>format(items::get), List.of(0, 1));
        assertThat(own).hasSameTextualContentAs(plain).hasContent("a\nb\nnull\n");
    }

    private static <T> void write(FixedPartitionedSink<T, Long> sink, List<T> items) throws Exception {
        var partition = sink.build(HandMadeContext.only(), "", null);
        partition.writeBatch(items);
        partition.close();
    }

    @Test
    void a_function_that_fails_is_told_with_the_step_and_the_item() {
        ThrowingBiFunction<String, Integer, String> failing = (key, n) -> {
            throw new IOException("no line for it");
        };
        for (Sink<KeyValue<String, Integer>> sink : List.of(
                FileSink.of(dir.resolve("out")).formatPairs(failing),
                DirSink.of(dir.resolve("dir"), FILES).formatPairs(failing),
                new StdOutSink(new ByteArrayOutputStream(), new Object()).formatPairs(failing))) {
            assertThatThrownBy(() -> TestRunner.of(() -> new Dataflow("bad")
                                    .input("in", TestingSource.of(7))
                                    .keyOn("key", n -> "k")
                                    .output("out", sink))
                            .run())
                    .isInstanceOf(FlowException.class)
                    .hasMessageContaining("step \"bad.out\"")
                    .hasMessageContaining("\"k=7\"")
                    .hasMessageContaining("no line for it");
        }
    }

    @Test
    void null_in_the_place_of_a_function_is_refused() {
        ThrowingBiFunction<Object, Object, String> none = null;
        assertThatNullPointerException()
                .isThrownBy(() -> DirSink.of(dir, 1).formatPairs(none))
                .withMessage("line");
        assertThatNullPointerException()
                .isThrownBy(() -> FileSink.of("out").formatPairs(none))
                .withMessage("line");
        assertThatNullPointerException()
                .isThrownBy(() -> StdOutSink.of().formatPairs(none))
                .withMessage("line");
    }

    @Test
    void lines_are_there_once_after_a_failure_and_a_resume() throws Exception {
        var in = Files.writeString(dir.resolve("in.txt"), "");
        var fatal = new AtomicReference<>("none");
        List<String> expected = new ArrayList<>();
        for (int run = 0; run < 3; run++) {
            for (int i = 0; i < 2_000; i++) {
                int n = 2_000 * run + i;
                Files.writeString(in, n + "\n", StandardOpenOption.APPEND);
                expected.add(n % 7 + ";" + n);
            }
            fatal.set(run == 1 ? "3000" : "none");
            try {
                Runner.run(copied(in, fatal), config());
                assertThat(run).isNotEqualTo(1);
            } catch (FlowException e) {
                assertThat(e).hasMessageContaining("step \"resumed.out\"").hasMessageContaining("3000");
            }
        }

        List<String> written = new ArrayList<>();
        for (int file = 0; file < FILES; file++) {
            written.addAll(lines("out", file));
        }
        assertThat(written).containsExactlyInAnyOrderElementsOf(expected);
    }

    private Dataflow copied(Path in, AtomicReference<String> fatal) {
        return new Dataflow("resumed")
                .input("in", FileSource.of(in))
                .keyOn("key", line -> Integer.parseInt(line) % 7)
                .output("out", DirSink.of(dir.resolve("out"), FILES).formatPairs((key, line) -> {
                    if (line.equals(fatal.get())) {
                        throw new IllegalStateException("failed at " + line);
                    }
                    return key + ";" + line;
                }));
    }

    private RunConfig config() {
        return RunConfig.workers(2)
                .withEpochInterval(Duration.ZERO)
                .withRecovery(RecoveryConfig.of(dir.resolve("store")));
    }

    @Test
    void partitions_and_their_choice_are_those_of_the_sink() throws Exception {
        var sink = DirSink.of(dir, FILES);
        FixedPartitionedSink<KeyValue<String, Integer>, Long> own = sink.formatPairs((key, n) -> "");
        assertThat(own.listPartitions()).isEqualTo(sink.listPartitions());
        assertThat(own.routingKey(KeyValue.of("k", 1))).isEqualTo("k");
        assertThat(own).hasToString(sink.toString());
        var file = FileSink.of(dir.resolve("out"));
        assertThat(file.<Object>format(item -> item).routingKey(new Object())).isEqualTo(file.routingKey(""));
    }
}
