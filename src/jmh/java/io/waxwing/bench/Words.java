package io.waxwing.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Generated text in four files, lines of 5 to 15 words out of 50,000 by Zipf's law, some with a capital letter. The same on
 * every machine.
 *
 * @param dir holds the part files and nothing else
 * @param words in all
 * @param distinct different words
 * @param top how often the most frequent one occurs
 */
record Words(Path dir, long words, long distinct, long top) {
    static final int PARTS = 4;
    private static final int VOCABULARY = 50_000;

    /** Those in the data directory; generates them first if they are not there. */
    static Words generated(int megabytes) throws IOException {
        Path data = Path.of(System.getProperty("bench.data", "target/bench-data"));
        Path dir = data.resolve("words-" + megabytes);
        Path facts = data.resolve("words-" + megabytes + ".txt");
        if (!Files.exists(facts)) {
            Files.createDirectories(dir);
            System.err.println("generating " + megabytes + " MB of text in " + dir);
            Files.writeString(facts, new Generator().write(dir, megabytes * 1_000_000L));
        }
        String[] numbers = Files.readString(facts).trim().split(" ");
        return new Words(dir, Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
    }

    Path part(int number) {
        return dir.resolve("part-" + number + ".txt");
    }

    private static final class Generator {
        private final Random random = new Random(42);
        private final byte[][] vocabulary = new byte[VOCABULARY][];
        private final double[] cumulated = new double[VOCABULARY];
        private final long[] counts = new long[VOCABULARY];
        private final byte[] line = new byte[4096];

        Generator() {
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < VOCABULARY; ) {
                int length = 2 + random.nextInt(i < 100 ? 4 : 9);
                var word = new StringBuilder();
                for (int k = 0; k < length; k++) {
                    word.append((char) ('a' + random.nextInt(26)));
                }
                if (seen.add(word.toString())) {
                    vocabulary[i++] = word.toString().getBytes(StandardCharsets.ISO_8859_1);
                }
            }
            double sum = 0;
            for (int i = 0; i < VOCABULARY; i++) {
                sum += 1.0 / (i + 1);
                cumulated[i] = sum;
            }
            for (int i = 0; i < VOCABULARY; i++) {
                cumulated[i] /= sum;
            }
        }

        String write(Path dir, long total) throws IOException {
            for (int part = 0; part < PARTS; part++) {
                Path file = dir.resolve("part-" + part + ".txt");
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
                    for (long bytes = 0; bytes < total / PARTS; ) {
                        int length = fillLine();
                        out.write(line, 0, length);
                        bytes += length;
                    }
                }
            }
            long distinct = Arrays.stream(counts).filter(count -> count > 0).count();
            long top = Arrays.stream(counts).max().orElseThrow();
            return Arrays.stream(counts).sum() + " " + distinct + " " + top + "\n";
        }

        private int fillLine() {
            int words = 5 + random.nextInt(11);
            int end = 0;
            for (int k = 0; k < words; k++) {
                int index = Arrays.binarySearch(cumulated, random.nextDouble());
                index = Math.min(index < 0 ? -index - 1 : index, VOCABULARY - 1);
                counts[index]++;
                byte[] word = vocabulary[index];
                System.arraycopy(word, 0, line, end, word.length);
                if (k == 0 || random.nextInt(16) == 0) {
                    line[end] -= 'a' - 'A';
                }
                end += word.length;
                line[end++] = (byte) (k + 1 < words ? ' ' : '\n');
            }
            return end;
        }
    }
}
