package io.waxwing.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waxwing.Dataflow;
import io.waxwing.operator.KeyValue;
import io.waxwing.testing.SystemLocks;
import io.waxwing.testing.TestRunner;
import io.waxwing.testing.TestingSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {
    @TempDir
    Path dir;

    @Test
    void each_item_is_one_line() throws Exception {
        var out = dir.resolve("out.txt");
        var partition = build(out, null);
        partition.writeBatch(List.of("größe", KeyValue.of("a", 1), 3));
        assertThat(partition.snapshot()).isEqualTo(14L);
        partition.makeDurable();
        partition.close();
        assertThat(out).hasContent("größe\na=1\n3\n").hasSize(14);
    }

    @Test
    void without_a_saved_position_the_file_is_emptied() throws Exception {
        var out = Files.writeString(dir.resolve("out.txt"), "old content");
        write(build(out, null), "new");
        assertThat(out).hasContent("new\n").hasSize(4);
    }

    @Test
    void resume_cuts_back_to_the_saved_length_and_appends() throws Exception {
        var out = dir.resolve("out.txt");
        var first = build(out, null);
        first.writeBatch(List.of("saved"));
        var saved = first.snapshot();
        first.writeBatch(List.of("not saved"));
        first.snapshot();
        first.close();
        write(build(out, saved), "again");
        assertThat(Files.readString(out)).isEqualTo("saved\nagain\n");
    }

    @Test
    void resume_with_nothing_more_to_write_leaves_what_was_saved() throws Exception {
        var out = Files.writeString(dir.resolve("out.txt"), "saved\n");
        var partition = build(out, 6L);
        assertThat(partition.snapshot()).isEqualTo(6L);
        partition.close();
        assertThat(Files.readString(out)).isEqualTo("saved\n");
    }

    @Test
    void a_file_shorter_than_saved_is_refused_with_both_sizes_and_left_alone() throws Exception {
        var out = Files.writeString(dir.resolve("out.txt"), "12345");
        assertThatThrownBy(() -> build(out, 6L))
                .isInstanceOf(ResumeRefusedException.class)
                .hasMessageContaining(out.toString())
                .hasMessageContaining("has 5 bytes, but 6 had been written");
        assertThat(Files.readString(out)).isEqualTo("12345");
        build(out, 5L).close(); // and the lock is gone
    }

    @Test
    void a_missing_file_is_refused_and_not_made() {
        var out = dir.resolve("out.txt");
        assertThatThrownBy(() -> build(out, 6L))
                .isInstanceOf(ResumeRefusedException.class)
                .hasMessageContaining("is missing, but 6 bytes had been written");
        assertThat(out).doesNotExist();
    }

    @Test
    void a_path_that_can_not_be_a_file_is_refused_by_name() {
        assertThatThrownBy(() -> build(Path.of("no/such/out.txt"), null))
                .isInstanceOf(IOException.class)
                .hasMessage("no directory \"" + Path.of("no/such").toAbsolutePath()
                        + "\" to write \"out.txt\" in (working directory: "
                        + Path.of("").toAbsolutePath() + ")");
        assertThatThrownBy(() -> build(dir, null)).hasMessageContaining("is a directory");
    }

    @Test
    void lines_are_held_back_until_a_snapshot_or_much_has_come() throws Exception {
        var out = dir.resolve("out.txt");
        var partition = build(out, null);
        partition.writeBatch(List.of("few"));
        assertThat(out).isEmptyFile();
        partition.snapshot();
        assertThat(out).hasSize(4);
        partition.writeBatch(Collections.nCopies(2, "x".repeat(40_000)));
        assertThat(out).hasSize(4 + 80_002);
        partition.close();
    }

    @Test
    void lines_are_in_the_file_when_their_epoch_has_ended_though_nothing_is_saved() {
        List<String> files = new ArrayList<>();
        var out = dir.resolve("out.txt");

        TestRunner.of(() -> new Dataflow("slow")
                        .input(
                                "in",
                                TestingSource.of("a")
                                        .pause(Duration.ofSeconds(11))
                                        .then("b"))
                        .inspect("look", item -> files.add(Files.readString(out)))
                        .output("out", FileSink.of(out)))
                .epochInterval(Duration.ofSeconds(10))
                .run();

        assertThat(files).containsExactly("", "a\n");
        assertThat(out).hasContent("a\nb\n");
    }

    @Test
    void two_sinks_can_not_share_a_file() throws Exception {
        var out = dir.resolve("out.txt");
        var first = build(out, null);
        first.writeBatch(List.of("first"));
        first.snapshot();
        assertThatThrownBy(() -> build(out, null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is being written by this process already");
        first.close();
        assertThat(out).hasContent("first\n");
        build(out, null).close();
    }

    @Test
    void a_sink_that_was_refused_leaves_the_lock_of_the_first_one() throws Exception {
        assumeTrue(SystemLocks.areKnown());
        var out = dir.resolve("out.txt");
        var link = Files.createSymbolicLink(dir.resolve("link.txt"), out);
        var first = build(out, null);
        for (var path : List.of(out, link)) {
            assertThatThrownBy(() -> build(path, null))
                    .hasMessageContaining("is being written by this process already");
            assertThat(SystemLocks.isHeld(out)).as("by %s", path).isTrue();
        }
        first.close();
        assertThat(SystemLocks.isHeld(out)).isFalse();
    }

    @Test
    void a_file_that_is_removed_or_replaced_is_not_made_durable_in_silence() throws Exception {
        var out = dir.resolve("out.txt");
        for (var replaced : List.of(false, true)) {
            var partition = build(out, null);
            partition.writeBatch(List.of("line"));
            partition.snapshot();
            Files.move(out, dir.resolve("aside-" + replaced));
            if (replaced) {
                Files.writeString(out, "line\n");
            }
            assertThatThrownBy(partition::makeDurable)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("was removed or replaced while it was written");
            partition.close();
        }
    }

    @Test
    void an_item_without_a_text_is_a_line() throws Exception {
        var out = dir.resolve("out.txt");
        write(build(out, null), new Object() {
            @Override
            public String toString() {
                return null;
            }
        });
        assertThat(out).hasContent("null\n");
    }

    @Test
    void a_failed_write_fails_and_no_position_is_given_after_it() throws Exception {
        var full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        var partition = build(full, null);
        partition.writeBatch(List.of("x"));
        assertThatThrownBy(partition::snapshot)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("writing \"/dev/full\" failed: ");
        assertThatThrownBy(partition::snapshot).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(partition::close).isInstanceOf(IOException.class);

        var large = build(full, null);
        assertThatThrownBy(() -> large.writeBatch(List.of("x".repeat(100_000)))).isInstanceOf(IOException.class);
        assertThatThrownBy(large::close).isInstanceOf(IOException.class);
    }

    @Test
    void what_is_held_back_at_the_end_fails_the_close_if_it_can_not_be_written() throws Exception {
        var full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        var partition = build(full, null);
        partition.writeBatch(List.of("x"));
        assertThatThrownBy(partition::close).isInstanceOf(IOException.class);
    }

    @Test
    void all_items_go_the_one_way_whatever_their_type() {
        var sink = FileSink.of(dir.resolve("out.txt").toString());
        assertThat(sink.listPartitions()).containsExactly(dir.resolve("out.txt").toString());
        assertThat(sink.routingKey(new Object())).isEqualTo(sink.routingKey("x"));
    }

    private static void write(StatefulSinkPartition<Object, Long> partition, Object item) throws Exception {
        partition.writeBatch(List.of(item));
        partition.close();
    }

    private static StatefulSinkPartition<Object, Long> build(Path path, Long resume) throws IOException {
        return FileSink.of(path).build(HandMadeContext.only(), path.toString(), resume);
    }
}
