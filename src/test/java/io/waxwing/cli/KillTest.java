package io.waxwing.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Real clusters that are killed with signal 9, one process or all, at any time, and started again with another number of processes and
 * workers until their input ends; some then get more input and are killed again. What they wrote must be what an undisturbed run
 * writes. {@code --cycles N [--seed S] [--at-once N]}: so many kills; see {@code scripts/killtest}.
 */
public final class KillTest {
    private static final int LINES = 16_000;
    private static final int MOST_KILLS = 12;
    private static final int MOST_EXECUTIONS = 60;
    private static final long PAUSED_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** When a process is killed. */
    enum Moment {
        /** At any time from its start, so mostly while processes meet and the store is opened. */
        START,
        /** As soon as it is known where to go on from: saved state is loaded. */
        RESUME,
        /** While it works and saves. */
        RUN,
        /** After it has saved something. */
        SAVED,
        /** Shortly after a first SIGTERM: it saves and ends. */
        STOP
    }

    private record Options(int cycles, long seed, int atOnce) {}

    /** What was done. */
    private static final class Tally {
        int executions;
        int kills;
        int inputs;
        int resumes;
        final Map<Moment, Integer> moments = new EnumMap<>(Moment.class);

        void add(Tally other) {
            executions += other.executions;
            kills += other.kills;
            inputs += other.inputs;
            resumes += other.resumes;
            other.moments.forEach((moment, count) -> moments.merge(moment, count, Integer::sum));
        }

        @Override
        public String toString() {
            return kills + " kills " + moments + " in " + executions + " executions, " + resumes
                    + " of them resumed from a later epoch than the one before, " + inputs
                    + " inputs worked off, all answers exact";
        }
    }

    private final SplittableRandom random;
    private final Path dir;
    private final List<String> java;
    private final SumsRecord record;
    private final StringBuilder log = new StringBuilder();
    private final Tally tally = new Tally();
    private String resumedFrom = "";

    private KillTest(long seed, Path dir, List<String> java) throws IOException {
        this.random = new SplittableRandom(seed);
        this.dir = dir;
        this.java = java;
        this.record = new SumsRecord(random.split(), dir);
    }

    /** Exits 1 at the first wrong answer. */
    public static void main(String[] args) throws Exception {
        int cycles = 50;
        long seed = System.nanoTime();
        int atOnce = 1;
        for (int i = 0; i + 1 < args.length; i += 2) {
            switch (args[i]) {
                case "--cycles" -> cycles = Integer.parseInt(args[i + 1]);
                case "--seed" -> seed = Long.parseLong(args[i + 1]);
                case "--at-once" -> atOnce = Integer.parseInt(args[i + 1]);
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        System.out.println("seed " + seed);
        Path dir = Files.createTempDirectory("killtest");
        System.out.println(run(new Options(cycles, seed, atOnce), dir));
    }

    /** Kills at least so often; gives how often it did. */
    static int run(int cycles, long seed, Path dir) throws Exception {
        Tally tally = run(new Options(cycles, seed, 1), dir);
        System.out.println("seed " + seed + ": " + tally);
        return tally.kills;
    }

    private static Tally run(Options options, Path dir) throws Exception {
        var tally = new Tally();
        List<String> java = QuickStart.optionsFor(dir.resolve("quick"));
        ExecutorService threads = Executors.newFixedThreadPool(options.atOnce);
        try {
            for (int round = 0; tally.kills < options.cycles; round += options.atOnce) {
                int first = round;
                int most = Math.min(MOST_KILLS, (options.cycles - tally.kills - 1) / options.atOnce + 1);
                List<Future<Tally>> some = IntStream.range(first, first + options.atOnce)
                        .mapToObj(number -> threads.submit(() -> round(options, number, dir, java, most)))
                        .toList();
                for (Future<Tally> done : some) {
                    tally.add(done.get());
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error wrong) {
                throw wrong;
            }
            throw e;
        } finally {
            threads.shutdownNow();
        }
        return tally;
    }

    private static Tally round(Options options, int number, Path dir, List<String> java, int most) throws Exception {
        long seed = options.seed + number;
        var test = new KillTest(seed, Files.createDirectory(dir.resolve("round-" + number)), java);
        test.round(most);
        synchronized (KillTest.class) {
            System.out.print("round " + number + ", seed " + seed + "\n" + test.log);
            System.out.flush();
        }
        return test.tally;
    }

    /** One input, or one and more of it, killed so often and worked off. */
    private void round(int most) throws Exception {
        int parts = 1 + random.nextInt(2);
        for (int part = 1; part <= parts; part++) {
            record.append(LINES / parts);
            int until = most * part / parts;
            boolean finished = false;
            while (!finished) {
                if (tally.executions == MOST_EXECUTIONS) {
                    throw new AssertionError("it does not come to an end\n" + log);
                }
                finished = execute(tally.kills < until);
            }
            record.check(log.toString());
            tally.inputs++;
        }
    }

    /** True when it came to its end. */
    private boolean execute(boolean kill) throws InterruptedException {
        int processes = 2 + random.nextInt(2);
        int workers = 1 + random.nextInt(2);
        int interval = new int[] {0, 0, 10, 30, 100}[random.nextInt(5)];
        int nanos = new int[] {0, 0, 1000}[random.nextInt(3)];
        List<String> arguments = List.of(
                "-w" + workers,
                "-r",
                "saved",
                "-s",
                interval + "ms",
                "--connect-timeout",
                "10m",
                "--peer-timeout",
                "5m",
                "flows.RunningSums:flow('in', 'out', " + nanos + ")");
        String what = processes + "x" + workers + " -s " + interval + "ms";
        long began = System.nanoTime();
        try (var cluster = new HandMadeCluster(dir, processes, java, List.of(), arguments)) {
            if (kill) {
                what += kill(cluster);
            }
            List<JavaProgram.Result> results = cluster.await();
            tally.executions++;
            List<Integer> codes = results.stream().map(JavaProgram.Result::code).toList();
            String from = results.get(0)
                    .err()
                    .lines()
                    .filter(line -> line.startsWith("execution "))
                    .findFirst()
                    .orElse("did not begin");
            log.append("  ")
                    .append(what)
                    .append(" -> ")
                    .append(codes)
                    .append(' ')
                    .append(from.replaceFirst(" \\(.*", ""))
                    .append('\n');
            count(from);
            if (codes.stream().allMatch(code -> code == 0)) {
                return true;
            }
            boolean paused = System.nanoTime() - began > PAUSED_NANOS; // the whole test, by whoever measures meanwhile
            if (codes.contains(1) || (!paused && (codes.contains(6) || (!kill && !codes.contains(7))))) {
                throw new AssertionError("exit codes " + codes + "\n" + results + "\n" + log);
            }
            return false;
        }
    }

    private void count(String from) {
        String epoch = from.replaceFirst("execution \\d+", "").replaceFirst(" \\(.*", "");
        if (from.contains("resumes") && !epoch.equals(resumedFrom)) {
            tally.resumes++;
            resumedFrom = epoch;
        }
    }

    /** Waits for a moment, then kills; nothing when all had ended before. */
    private String kill(HandMadeCluster cluster) throws InterruptedException {
        Moment moment = draw();
        boolean all = random.nextInt(2) == 0 || moment == Moment.START; // who waits for a peer to start goes on waiting
        int victim = random.nextInt(cluster.size());
        int later = random.nextInt(moment == Moment.START ? 1500 : moment == Moment.RESUME ? 30 : 400);
        if (moment != Moment.START) {
            JavaProgram first = cluster.program(0);
            first.awaitErr(
                    text -> text.contains("execution ") || !first.process().isAlive());
        }
        if (moment == Moment.SAVED) {
            awaitCommit(cluster);
        }
        if (moment == Moment.STOP) {
            cluster.program(random.nextInt(cluster.size())).process().waitFor(later, TimeUnit.MILLISECONDS);
            cluster.program(victim).process().destroy();
            later = random.nextInt(150);
        }
        cluster.program(victim).process().waitFor(later, TimeUnit.MILLISECONDS);
        if (cluster.isOver()) {
            return ", ended before " + moment;
        }
        for (int i = 0; i < cluster.size(); i++) {
            if (all || i == victim) {
                cluster.program(i).process().destroyForcibly();
            }
        }
        tally.kills++;
        tally.moments.merge(moment, 1, Integer::sum);
        return ", killed " + (all ? "all" : "p" + victim) + " at " + moment + " + " + later + " ms";
    }

    /** Until the log of a partition grows. */
    private void awaitCommit(HandMadeCluster cluster) throws InterruptedException {
        long before = logged();
        for (int i = 0;
                i < 30_000 && logged() == before && cluster.program(0).process().isAlive();
                i++) {
            cluster.program(0).process().waitFor(2, TimeUnit.MILLISECONDS);
        }
    }

    private long logged() {
        return dir.resolve("saved").resolve("part-0.sqlite3-wal").toFile().length();
    }

    private Moment draw() {
        int number = random.nextInt(20);
        return number < 2
                ? Moment.START
                : number < 5 ? Moment.RESUME : number < 8 ? Moment.RUN : number < 17 ? Moment.SAVED : Moment.STOP;
    }
}
