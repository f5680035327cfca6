package io.waxwing.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Runs many seeds. {@code --seeds N [--from S]} or {@code --seed X}; see {@code scripts/simulate}. */
public final class Simulate {
    private static final int THREADS = 2;
    private static final int TWICE = 40;

    /** Seeds that failed, with what happened, and what happened in all. */
    record Outcome(Map<Long, String> failures, Episode.Tally tally) {}

    private Simulate() {}

    /** Exits 1 when a seed failed. */
    public static void main(String[] args) throws InterruptedException {
        long seeds = 2000;
        long from = 1;
        for (int i = 0; i + 1 < args.length; i += 2) {
            long number = Long.parseLong(args[i + 1]);
            switch (args[i]) {
                case "--seeds" -> seeds = number;
                case "--from" -> from = number;
                case "--seed" -> {
                    from = number;
                    seeds = 1;
                }
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        long began = System.nanoTime();
        Outcome outcome = run(from, seeds, Integer.getInteger("simulate.failures", 1));
        Episode.Tally t = outcome.tally;
        System.out.printf(
                "%d seeds from %d in %.1f s: %d executions, %d crashes, %d stops, %d refusals, %d restores, %d epochs, %d events, %d items%n",
                seeds,
                from,
                (System.nanoTime() - began) / 1e9,
                t.executions,
                t.crashes,
                t.stops,
                t.refusals,
                t.restores,
                t.epochs,
                t.events,
                t.items);
        System.out.println("crashes at points of the store: " + t.crashedAt);
        outcome.failures.forEach((seed, text) -> System.out.println(text));
        if (!outcome.failures.isEmpty()) {
            System.exit(1);
        }
    }

    /** Runs seeds on two threads until so many have failed. */
    static Outcome run(long from, long seeds, int mostFailures) throws InterruptedException {
        Map<Long, String> failures = new ConcurrentSkipListMap<>();
        var tally = new Episode.Tally();
        var next = new AtomicLong(from);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            var thread = new Thread(() -> {
                for (long seed; (seed = next.getAndIncrement()) < from + seeds && failures.size() < mostFailures; ) {
                    var done = one(seed, failures);
                    synchronized (tally) {
                        tally.add(done);
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return new Outcome(failures, tally);
    }

    /** Runs a seed, some of them twice: the same must happen. */
    private static Episode.Tally one(long seed, Map<Long, String> failures) {
        var episode = new Episode(seed);
        try {
            Episode.Tally tally = episode.run();
            if (seed % TWICE == 0 && new Episode(seed).run().trace != tally.trace) {
                throw new IllegalStateException("the seed gave two different runs");
            }
            return tally;
        } catch (Throwable e) {
            failures.put(seed, report(seed, episode, e));
            return new Episode.Tally();
        }
    }

    private static String report(long seed, Episode episode, Throwable e) {
        var text = new StringBuilder("seed " + seed + " failed: " + e + "\n");
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < Math.min(8, frames.length); i++) {
                text.append("    at ").append(frames[i]).append('\n');
            }
        }
        return text + episode.describe() + "replay it: scripts/simulate --seed " + seed + "\n";
    }
}
