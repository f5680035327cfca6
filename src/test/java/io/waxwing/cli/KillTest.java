package io.waxwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Real clusters that are killed with signal 9, one process or all, at any time, and started again with another number of processes and
 * workers until their input ends; then what they wrote must be what an undisturbed run writes. {@code --cycles N [--seed S]}: so
 * many kills; see {@code scripts/killtest}.
 */
public final class KillTest {
    private static final int FILES = 4;
    private static final int KEYS = 7; // per file, so that a key has one order
    private static final int LINES = 6000;
    private static final int LONGEST_MILLIS = 4000;

    private final SplittableRandom random;
    private final Path dir;
    private final StringBuilder log = new StringBuilder();
    private int kills;

    private KillTest(long seed, Path dir) {
        this.random = new SplittableRandom(seed);
        this.dir = dir;
    }

    /** Exits 1 at the first wrong answer. */
    public static void main(String[] args) throws Exception {
        int cycles = 50;
        long seed = System.nanoTime();
        for (int i = 0; i + 1 < args.length; i += 2) {
            switch (args[i]) {
                case "--cycles" -> cycles = Integer.parseInt(args[i + 1]);
                case "--seed" -> seed = Long.parseLong(args[i + 1]);
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        System.out.println("seed " + seed);
        int done = run(cycles, seed, Files.createTempDirectory("killtest"));
        System.out.println(done + " kills, all answers exact");
    }

    /** Kills at least so often; gives how often it did. */
    static int run(int cycles, long seed, Path dir) throws Exception {
        int done = 0;
        for (int round = 0; done < cycles; round++) {
            var test = new KillTest(seed + round, Files.createDirectory(dir.resolve("round-" + round)));
            test.round(Math.min(12, cycles - done));
            System.out.print(test.log);
            done += test.kills;
        }
        return done;
    }

    /** One input, killed so often and then worked off. */
    private void round(int most) throws Exception {
        Map<String, List<Long>> values = writeInput();
        boolean finished = false;
        for (int executions = 0; !finished; executions++) {
            assertThat(executions).as("executions of one round\n" + log).isLessThan(60);
            finished = execute(kills < most);
        }
        check(values);
    }

    private Map<String, List<Long>> writeInput() throws IOException {
        Map<String, List<Long>> values = new HashMap<>();
        Path in = Files.createDirectory(dir.resolve("in"));
        for (int file = 0; file < FILES; file++) {
            var text = new StringBuilder();
            for (int i = 0; i < LINES; i++) {
                String key = "k" + file + "-" + random.nextInt(KEYS);
                long value = random.nextInt(1_000_000);
                values.computeIfAbsent(key, any -> new ArrayList<>()).add(value);
                text.append(key).append(' ').append(value).append('\n');
            }
            Files.writeString(in.resolve("part" + file + ".txt"), text);
        }
        return values;
    }

    /** True when it came to its end. */
    private boolean execute(boolean kill) throws InterruptedException {
        int processes = 1 + random.nextInt(3);
        int workers = 1 + random.nextInt(2);
        int interval = new int[] {0, 20, 100, 500}[random.nextInt(4)];
        try (JavaProgram program = JavaProgram.start(
                dir,
                Map.of(),
                List.of("-Xmx200m"),
                "-p" + processes,
                "-w" + workers,
                "-r",
                "saved",
                "-s",
                interval + "ms",
                "flows.RunningSums:flow('in', 'out', 100000)")) {
            program.endInput();
            String what = processes + "x" + workers + " -s " + interval + "ms";
            boolean ended =
                    kill && program.process().waitFor(300 + random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
            if (kill && !ended) {
                kills++;
                what += ", " + kill(program);
            }
            JavaProgram.Result result = program.await();
            log.append(what)
                    .append(" -> ")
                    .append(result.code())
                    .append(' ')
                    .append(result.err()
                            .lines()
                            .filter(line -> line.contains("execution "))
                            .findFirst()
                            .orElse(""))
                    .append('\n');
            if (result.code() == 6 || result.code() == 1 || (!kill && result.code() != 0)) {
                throw new AssertionError("exit code " + result.code() + "\n" + result.err() + "\n" + log);
            }
            return result.code() == 0;
        }
    }

    private String kill(JavaProgram program) {
        List<ProcessHandle> children = program.process().descendants().toList();
        if (children.isEmpty() || random.nextInt(2) == 0) {
            program.process().destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            return "killed all";
        }
        children.get(random.nextInt(children.size())).destroyForcibly();
        return "killed one";
    }

    private void check(Map<String, List<Long>> values) throws IOException {
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
        assertThat(got.keySet()).as(log.toString()).isEqualTo(values.keySet());
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
                    .as("sums of " + key + "\n" + log)
                    .isEqualTo(expected.stream().sorted().toList());
            List<Long> seen = got.get(key).stream()
                    .map(line -> Long.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                    .toList();
            for (int i = 0; i < seen.size(); i++) {
                assertThat(seen.get(i))
                        .as("lines of " + key + " in the order of the file\n" + log)
                        .isEqualTo(i + 1L);
            }
        });
    }
}
