package io.waxwing.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.waxwing.Dataflow;
import io.waxwing.connector.DirSink;
import io.waxwing.connector.DirSource;
import io.waxwing.connector.FileSink;
import io.waxwing.connector.FileSource;
import io.waxwing.recovery.RecoveryConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Sources and sinks that list other partitions when a flow goes on. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GonePartitionsTest {
    @TempDir
    Path dir;

    private final Logger log = (Logger) LoggerFactory.getLogger("io.waxwing.recovery");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    @BeforeEach
    void listen() {
        appender.start();
        log.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(appender);
    }

    private List<String> warnings() {
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private RunConfig config() {
        return RunConfig.workers(2).withRecovery(RecoveryConfig.of(dir.resolve("store")));
    }

    private void copy(FileSource source, FileSink sink) throws Exception {
        var flow = new Dataflow("f");
        flow.input("in", source).output("out", sink);
        Runner.run(flow, config());
    }

    @Test
    void a_path_with_a_needless_dot_is_the_same_file() throws Exception {
        Path in = Files.writeString(dir.resolve("in.txt"), "a\nb\n");
        Path out = dir.resolve("out.txt");
        copy(FileSource.of(in), FileSink.of(out));
        Files.writeString(in, "a\nb\nc\n");
        copy(
                FileSource.of(dir.resolve("./in.txt")),
                FileSink.of(dir.resolve(".").resolve("out.txt")));

        assertThat(out).hasContent("a\nb\nc");
        assertThat(warnings()).isEmpty();
    }

    @Test
    void partitions_that_are_listed_no_longer_are_named_beside_those_that_are_new() throws Exception {
        Path in = Files.writeString(dir.resolve("in.txt"), "a\nb\n");
        copy(FileSource.of(in).inParallel(2), FileSink.of(dir.resolve("out.txt")));
        copy(FileSource.of(in), FileSink.of(dir.resolve("other.txt")));

        assertThat(warnings())
                .containsExactlyInAnyOrder(
                        "step \"f.in\": positions are saved of partitions that the source no longer lists: \"" + in
                                + "[0/2]\"; what was not read of them is left out, read from the start: \"" + in + "\"",
                        "step \"f.out\": positions are saved of partitions that the sink no longer lists: \""
                                + dir.resolve("out.txt") + "\"; what is in them stays as it is, begun anew: \""
                                + dir.resolve("other.txt") + "\"");
        assertThat(dir.resolve("out.txt")).hasContent("a\nb");
    }

    @Test
    void more_files_of_a_sink_are_warned_of_as_keys_may_move() throws Exception {
        Path in = Files.writeString(dir.resolve("in.txt"), "a\nb\n");
        for (int files : new int[] {2, 3}) {
            var flow = new Dataflow("f");
            flow.input("in", FileSource.of(in))
                    .keyOn("key", line -> line)
                    .output("out", DirSink.of(dir.resolve("out"), files));
            Runner.run(flow, config());
        }

        assertThat(warnings())
                .hasSize(1)
                .first()
                .asString()
                .startsWith(
                        "step \"f.out\": the sink lists 3 partitions, positions are saved of 2: what has gone to one of them may"
                                + " go to another one from now on; begun anew: ");
    }

    @Test
    void a_file_of_a_directory_that_is_gone_is_named() throws Exception {
        Path in = Files.createDirectory(dir.resolve("in"));
        for (int i = 0; i < 7; i++) {
            Files.writeString(in.resolve(i + ".txt"), "x\n");
        }
        for (int run = 0; run < 2; run++) {
            var flow = new Dataflow("f");
            flow.input("in", DirSource.of(in)).output("out", FileSink.of(dir.resolve("out.txt")));
            Runner.run(flow, config());
            for (int i = 1; i < 7; i++) {
                Files.deleteIfExists(in.resolve(i + ".txt"));
            }
        }

        assertThat(warnings())
                .containsExactly("step \"f.in\": positions are saved of partitions that the source no longer lists:"
                        + " \"1.txt\", \"2.txt\", \"3.txt\", \"4.txt\", \"5.txt\" and 1 more;"
                        + " what was not read of them is left out");
    }
}
