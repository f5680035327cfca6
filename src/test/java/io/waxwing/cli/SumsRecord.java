package io.waxwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The input of {@code flows.RunningSums} in a directory and what its output must be: of each key a line per value with how many values
 * there have been and a hash over them, so one that was lost, doubled or moved shows in all later lines of the key; and in each line
 * how many lines of its key were written before it, without a gap and in the order of the file.
 */
public final class SumsRecord {
    private static final int FILES = 4;
    private static final int KEYS = 7; // per file, so that a key has one order

    private final SplittableRandom random;
    private final Path dir;
    private final Map<String, List<Long>> values = new HashMap<>();

    /** With no lines yet. */
    public SumsRecord(SplittableRandom random, Path dir) throws IOException {
        this.random = random;
        this.dir = dir;
        Files.createDirectory(dir.resolve("in"));
    }

    /** More lines at the end of each file. */
    public void append(int lines) throws IOException {
        for (int file = 0; file < FILES; file++) {
            var text = new StringBuilder();
            for (int i = 0; i < lines; i++) {
                String key = "k" + file + "-" + random.nextInt(KEYS);
                long value = random.nextInt(1_000_000);
                values.computeIfAbsent(key, any -> new ArrayList<>()).add(value);
                text.append(key).append(' ').append(value).append('\n');
            }
            Files.writeString(
                    dir.resolve("in").resolve("part" + file + ".txt"),
                    text,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    /** What was written is exactly that. */
    public void check(String description) throws IOException {
        Map<String, List<String>> got = new HashMap<>();
        try (Stream<Path> files = Files.list(dir.resolve("out"))) {
            for (Path file : files.toList()) {
                for (String pair : Files.readAllLines(file)) {
                    String line = pair.substring(pair.indexOf('=') + 1);
                    got.computeIfAbsent(line.substring(0, line.indexOf(' ')), any -> new ArrayList<>())
                            .add(line);
                }
            }
        }
        assertThat(got.keySet()).as(description).isEqualTo(values.keySet());
        values.forEach((key, all) -> {
            List<String> expected = new ArrayList<>();
            long count = 0;
            long hash = 17;
            for (long value : all) {
                count++;
                hash = (hash + value + 1) * 0x9E3779B97F4A7C15L ^ (hash >>> 29);
                expected.add(key + " " + count + " " + hash);
            }
            // after redistribute the order of lines is free; the sums in them are not, nor is how many have been seen
            List<String> sums = got.get(key).stream()
                    .map(line -> line.substring(0, line.lastIndexOf(' ')))
                    .sorted()
                    .toList();
            assertThat(sums)
                    .as("sums of " + key + "\n" + description)
                    .isEqualTo(expected.stream().sorted().toList());
            List<String> seen = got.get(key);
            for (int i = 0; i < seen.size(); i++) {
                assertThat(seen.get(i))
                        .as("line of " + key + " in the order of the file\n" + description)
                        .endsWith(" " + (i + 1));
            }
        });
    }
}
