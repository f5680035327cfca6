package io.waxwing.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold for any content, any blocks and any buffer. The seed is the parameter. */
class FileLinesRandomTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void every_series_together_gives_each_line_once(long seed) throws Exception {
        var random = new Random(seed);
        for (var round = 0; round < 60; round++) {
            var content = content(random);
            var path = write(content);
            var count = 1 + random.nextInt(5);
            var blockSize = 1 + random.nextInt(20);
            var found = new TreeMap<Long, String>();
            for (var index = 0; index < count; index++) {
                var partition = open(path, new BlockSeries(index, count, blockSize), null, random);
                while (step(partition, found) == SourceStatus.MORE) {}
                partition.close();
            }
            assertThat(found.values())
                    .as("content %s, %d x %d", content, count, blockSize)
                    .containsExactlyElementsOf(lines(content));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void resume_at_every_position_gives_the_rest_and_only_it(long seed) throws Exception {
        var random = new Random(seed);
        for (var round = 0; round < 40; round++) {
            var content = content(random);
            var path = write(content);
            var count = 1 + random.nextInt(3);
            var series = new BlockSeries(random.nextInt(count), count, 1 + random.nextInt(20));
            var whole = new TreeMap<Long, String>();
            var partition = open(path, series, null, random);
            while (step(partition, whole) == SourceStatus.MORE) {}
            partition.close();
            for (var position : whole.keySet()) {
                var rest = open(path, series, position, random);
                assertThat(rest.snapshot()).isEqualTo(position);
                var found = new TreeMap<Long, String>();
                while (step(rest, found) == SourceStatus.MORE) {}
                rest.close();
                assertThat(found)
                        .as("content %s, %s, from %d", content, series, position)
                        .isEqualTo(whole.tailMap(position, false));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void a_file_that_grows_between_executions_loses_and_repeats_nothing(long seed) throws Exception {
        var random = new Random(seed);
        for (var round = 0; round < 40; round++) {
            var content = content(random) + "\n";
            var more = content(random);
            var count = 1 + random.nextInt(4);
            var blockSize = 1 + random.nextInt(20);
            var path = write(content);
            var found = new TreeMap<Long, String>();
            var positions = new ArrayList<Long>();
            for (var index = 0; index < count; index++) {
                var partition = open(path, new BlockSeries(index, count, blockSize), null, random);
                while (step(partition, found) == SourceStatus.MORE) {}
                positions.add(partition.snapshot());
                partition.close();
            }
            write(content + more);
            for (var index = 0; index < count; index++) {
                var partition = open(path, new BlockSeries(index, count, blockSize), positions.get(index), random);
                while (step(partition, found) == SourceStatus.MORE) {}
                partition.close();
            }
            assertThat(found.values())
                    .as("content %s + %s, %d x %d", content, more, count, blockSize)
                    .containsExactlyElementsOf(lines(content + more));
        }
    }

    /** Lines by the offset after them; asks for the position at each line, which a runner only does after a batch. */
    private static SourceStatus step(FileLines partition, TreeMap<Long, String> found) throws IOException {
        var batch = new ArrayList<String>();
        var status = partition.nextBatch(line -> {
            var before = partition.snapshot();
            if (!batch.isEmpty()) {
                assertThat(found.put(before, batch.get(batch.size() - 1))).isNull();
            }
            batch.add(line);
        });
        if (!batch.isEmpty()) {
            assertThat(found.put(partition.snapshot(), batch.get(batch.size() - 1)))
                    .isNull();
        }
        return status;
    }

    private static FileLines open(Path path, BlockSeries series, Long resume, Random random) throws IOException {
        return FileLines.open(path, series, resume, new LineBuffer(1 + random.nextInt(12), 1_000));
    }

    private Path write(String content) throws IOException {
        return Files.writeString(dir.resolve("in.txt"), content);
    }

    private static String content(Random random) {
        var text = new StringBuilder();
        for (var i = random.nextInt(60); i > 0; i--) {
            text.append(List.of("\n", "\r\n", "a", "bc", "ü", "€", "some longer word", "\r ")
                    .get(random.nextInt(8)));
        }
        return text.toString();
    }

    /** The lines, found in the plainest way. */
    private static List<String> lines(String content) {
        var lines = new ArrayList<>(
                List.of(new String(content.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).split("\n", -1)));
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        lines.replaceAll(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
        return lines;
    }
}
