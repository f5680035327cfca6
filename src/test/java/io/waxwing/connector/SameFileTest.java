package io.waxwing.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.Dataflow;
import io.waxwing.plan.PlanException;
import io.waxwing.runtime.Runner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SameFileTest {
    @TempDir
    private Path dir;

    @Test
    void a_flow_that_would_empty_what_it_reads_is_refused_and_the_file_is_whole() throws IOException {
        Path file = Files.writeString(dir.resolve("a.csv"), "n\n1\n");
        Path link = Files.createSymbolicLink(dir.resolve("link"), file);
        for (Sink<Object> sink : Stream.<Sink<Object>>of(
                        FileSink.of(file), FileSink.of(link), FileSink.of(file).format(n -> n))
                .toList()) {
            var lines = new Dataflow("copy").input("in", FileSource.of(file)).output("out", sink);
            var records = new Dataflow("copy")
                    .<Map<String, String>>input("in", CsvSource.of(file))
                    .output("out", sink);

            for (Dataflow flow : new Dataflow[] {lines, records}) {
                assertThatThrownBy(() -> Runner.run(flow))
                        .isInstanceOf(PlanException.class)
                        .hasMessageStartingWith(
                                "step \"copy.out\" would empty the file that step \"copy.in\" reads, \"" + dir)
                        .hasMessageEndingWith("\": write another file, and move it when the flow has ended");
            }
        }
        assertThat(file).hasContent("n\n1\n");
    }

    @Test
    void another_file_may_be_written() throws Exception {
        Path file = Files.writeString(dir.resolve("a.txt"), "one\n");
        Path other = dir.resolve("b.txt");
        Dataflow flow = new Dataflow("copy").input("in", FileSource.of(file)).output("out", FileSink.of(other));

        Runner.run(flow);
        Runner.run(flow);

        assertThat(other).hasSameTextualContentAs(file);
    }
}
