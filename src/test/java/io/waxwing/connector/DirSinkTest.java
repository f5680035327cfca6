package io.waxwing.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.operator.KeyValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirSinkTest {
    @TempDir
    Path dir;

    @Test
    void each_partition_is_a_file_in_a_directory_made_if_need_be() throws Exception {
        var out = dir.resolve("a/b");
        var sink = DirSink.of(out.toString(), 3);
        assertThat(sink.listPartitions()).containsExactly("part-00000", "part-00001", "part-00002");
        for (var name : sink.listPartitions()) {
            var partition = sink.build(HandMadeContext.only(), name, null);
            partition.writeBatch(List.of("in " + name));
            partition.close();
        }
        assertThat(Files.readString(out.resolve("part-00001"))).isEqualTo("in part-00001\n");
    }

    @Test
    void a_file_is_cut_back_on_resume_and_refused_when_missing() throws Exception {
        var sink = DirSink.of(dir, 1);
        Files.writeString(dir.resolve("part-00000"), "a\nb\n");
        var partition = sink.build(HandMadeContext.only(), "part-00000", 2L);
        partition.writeBatch(List.of("c"));
        partition.close();
        assertThat(Files.readString(dir.resolve("part-00000"))).isEqualTo("a\nc\n");
        Files.delete(dir.resolve("part-00000"));
        assertThatThrownBy(() -> sink.build(HandMadeContext.only(), "part-00000", 2L))
                .isInstanceOf(ResumeRefusedException.class);
    }

    @Test
    void items_are_routed_by_key_or_by_their_text() {
        var sink = DirSink.of(dir, 2);
        assertThat(sink.routingKey(KeyValue.of("k", 1))).isEqualTo("k");
        assertThat(sink.routingKey(List.of(1, 2))).isEqualTo("[1, 2]");
    }

    @Test
    void what_can_not_be_is_refused() throws Exception {
        assertThatThrownBy(() -> DirSink.of(dir, 0)).hasMessageContaining("1 to 100000 files, got 0");
        var file = Files.writeString(dir.resolve("file"), "");
        assertThatThrownBy(() -> DirSink.of(file, 1).build(HandMadeContext.only(), "part-00000", null))
                .hasMessageContaining("is not a directory");
    }
}
