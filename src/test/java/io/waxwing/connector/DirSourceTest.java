package io.waxwing.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirSourceTest {
    @TempDir
    Path dir;

    @BeforeEach
    void files() throws Exception {
        Files.writeString(dir.resolve("b.txt"), "b1\nb2\n");
        Files.writeString(dir.resolve("a.txt"), "a1\n");
        Files.writeString(dir.resolve("c.log"), "c1\n");
        Files.writeString(dir.resolve(".hidden"), "h1\n");
        Files.createDirectory(dir.resolve("d.txt"));
    }

    @Test
    void each_file_is_a_partition_in_sorted_order() throws Exception {
        assertThat(DirSource.of(dir).listPartitions()).containsExactly("a.txt", "b.txt", "c.log");
        assertThat(Drain.all(DirSource.of(dir.toString()))).containsExactly("a1", "b1", "b2", "c1");
    }

    @Test
    void a_pattern_chooses_files_and_dots_only_when_it_starts_with_one() throws Exception {
        assertThat(DirSource.of(dir, "*.txt").listPartitions()).containsExactly("a.txt", "b.txt");
        assertThat(DirSource.of(dir.toString(), ".*").listPartitions()).containsExactly(".hidden");
        assertThat(DirSource.of(dir, "*.csv").listPartitions()).isEmpty();
    }

    @Test
    void a_file_is_resumed_after_the_last_line_emitted() throws Exception {
        assertThat(Drain.from(DirSource.of(dir), "b.txt", 3L)).containsExactly("b2");
    }

    @Test
    void what_is_no_directory_is_refused_by_name() {
        assertThatThrownBy(() -> DirSource.of("no/such").listPartitions())
                .hasMessage("no directory \"no/such\" (working directory: "
                        + Path.of("").toAbsolutePath() + ")");
        assertThatThrownBy(() -> DirSource.of(dir.resolve("a.txt")).listPartitions())
                .hasMessageContaining("a.txt\" is not a directory");
    }
}
