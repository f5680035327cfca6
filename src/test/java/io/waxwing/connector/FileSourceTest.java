package io.waxwing.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {
    @TempDir
    Path dir;

    @Test
    void both_line_endings_and_empty_lines_are_read() throws Exception {
        assertThat(Drain.all(FileSource.of(file("a\nb\r\n\n\r\nc\n")))).containsExactly("a", "b", "", "", "c");
    }

    @Test
    void the_last_line_needs_no_newline() throws Exception {
        assertThat(Drain.all(FileSource.of(file("a\nb")))).containsExactly("a", "b");
    }

    @Test
    void a_carriage_return_inside_a_line_belongs_to_it() throws Exception {
        assertThat(Drain.all(FileSource.of(file("a\rb\n")))).containsExactly("a\rb");
    }

    @Test
    void an_empty_file_has_no_lines() throws Exception {
        assertThat(Drain.all(FileSource.of(file("")))).isEmpty();
        assertThat(Drain.all(FileSource.of(file("")).inParallel(3))).isEmpty();
    }

    @Test
    void text_is_utf8_and_malformed_bytes_become_the_replacement_character() throws Exception {
        var path = file("");
        Files.write(path, "größe €😀\n".getBytes(StandardCharsets.UTF_8));
        Files.write(path, new byte[] {'x', (byte) 0xff, 'y', '\n'}, StandardOpenOption.APPEND);
        assertThat(Drain.all(FileSource.of(path))).containsExactly("größe €😀", "x\uFFFDy");
    }

    @Test
    void a_batch_has_at_most_a_thousand_lines_and_fewer_long_ones() throws Exception {
        var partition = only(FileSource.of(file("x\n".repeat(2_500))), null);
        var lines = new ArrayList<String>();
        assertThat(partition.nextBatch(lines::add)).isEqualTo(SourceStatus.MORE);
        assertThat(lines).hasSize(1_000);
        partition.close();

        var longLines = only(FileSource.of(file(("y".repeat(100_000) + "\n").repeat(10))), null);
        lines.clear();
        assertThat(longLines.nextBatch(lines::add)).isEqualTo(SourceStatus.MORE);
        assertThat(lines).hasSize(3);
        longLines.close();
    }

    @Test
    void the_position_is_the_offset_after_the_last_line() throws Exception {
        var partition = only(FileSource.of(file("ab\r\nä\nc")), null);
        assertThat(partition.snapshot()).isNull();
        Drain.partition(partition);
        assertThat(partition.snapshot()).isEqualTo(8L);
    }

    @Test
    void a_line_longer_than_the_buffer_is_read_whole() throws Exception {
        var line = "long ".repeat(300_000);
        assertThat(Drain.all(FileSource.of(file("a\n" + line + "\nb\n")))).containsExactly("a", line, "b");
        assertThat(Drain.all(FileSource.of(file("a\n" + line + "\nb\n")).inParallel(3)))
                .containsExactlyInAnyOrder("a", line, "b");
    }

    @Test
    void a_line_longer_than_the_limit_is_refused_with_its_place() throws Exception {
        var path = file("short\n" + "x".repeat(101) + "\n");
        var partition = FileLines.open(path, new BlockSeries(0, 1), null, new LineBuffer(16, 100));
        assertThatThrownBy(() -> Drain.partition(partition))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining("starts at byte 6 is longer than 100 bytes");
    }

    @Test
    void a_missing_file_is_named_as_given_with_the_working_directory() {
        assertThatThrownBy(() -> FileSource.of("no/such file").listPartitions())
                .hasMessage("no file \"no/such file\" (working directory: "
                        + Path.of("").toAbsolutePath() + ")");
        assertThatThrownBy(() -> FileSource.of("/no/such").listPartitions()).hasMessage("no file \"/no/such\"");
    }

    @Test
    void a_directory_is_refused() {
        assertThatThrownBy(() -> FileSource.of(dir).listPartitions()).hasMessageContaining("is a directory");
    }

    @Test
    void a_file_that_has_become_shorter_is_refused_with_both_sizes() throws Exception {
        var path = file("1234567\n");
        assertThatThrownBy(() -> only(FileSource.of(path), 9L))
                .isInstanceOf(ResumeRefusedException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining("has 8 bytes, but 9 were read");
    }

    @Test
    void lines_appended_later_are_read_on_resume() throws Exception {
        var path = file("a\nb\n");
        Files.writeString(path, "c\n", StandardOpenOption.APPEND);
        assertThat(Drain.from(FileSource.of(path), path.toString(), 4L)).containsExactly("c");
    }

    @Test
    void resume_behind_a_last_line_whose_newline_came_later_gives_no_empty_line() throws Exception {
        assertThat(Drain.partition(only(FileSource.of(file("a\nb\nc\n")), 3L))).containsExactly("c");
        assertThat(Drain.partition(only(FileSource.of(file("a\nb\r\nc\n")), 3L)))
                .containsExactly("c");
        assertThat(Drain.partition(only(FileSource.of(file("a\nb")), 3L))).isEmpty();
        assertThat(Drain.partition(only(FileSource.of(file("a\nb\n")), 3L))).isEmpty();
    }

    @Test
    void resume_in_the_middle_of_a_line_is_refused() throws Exception {
        for (var content : List.of("a\nbc\n", "a\nb\rc\n", "a\nbc")) {
            var path = file(content);
            assertThatThrownBy(() -> only(FileSource.of(path), 3L))
                    .isInstanceOf(ResumeRefusedException.class)
                    .hasMessageContaining("was read up to byte 3");
        }
    }

    @Test
    void partitions_are_named_by_path_and_range() throws Exception {
        var path = file("a\n");
        assertThat(FileSource.of(path).listPartitions()).containsExactly(path.toString());
        assertThat(FileSource.of(path).inParallel(2).listPartitions()).containsExactly(path + "[0/2]", path + "[1/2]");
        assertThatThrownBy(() -> FileSource.of(path).inParallel(0)).hasMessageContaining("at least 1 range, got 0");
    }

    @Test
    void parallel_ranges_share_a_file_of_several_blocks() throws Exception {
        var path = file("some words on a line\n".repeat(50_000));
        var source = FileSource.of(path).inParallel(2);
        for (var name : source.listPartitions()) {
            assertThat(Drain.from(source, name, null)).hasSizeBetween(20_000, 30_000);
        }
        assertThat(Drain.all(source)).hasSize(50_000).containsOnly("some words on a line");
    }

    private static StatefulSourcePartition<String, Long> only(FileSource source, Long resume) throws IOException {
        return source.build(HandMadeContext.only(), source.listPartitions().get(0), resume);
    }

    private Path file(String content) throws IOException {
        var path = dir.resolve("in.txt");
        Files.writeString(path, content);
        return path;
    }
}
