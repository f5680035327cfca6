package io.waxwing.bench;

import java.util.Locale;

/**
 * Runs one workload and prints its table: {@code Bench WORKLOAD}, see {@code scripts/bench}. System properties: {@code bench.rounds}
 * (7), {@code bench.warmup} (2), {@code bench.size} (1.0; share of the items), {@code bench.data} (target/bench-data).
 */
public final class Bench {
    private Bench() {}

    /** Entry point. */
    public static void main(String[] args) throws Exception {
        int rounds = Integer.getInteger("bench.rounds", 7);
        String name = args.length == 0 ? "stateless" : args[0];
        if (name.equals("startup")) {
            StartUp.run(rounds);
            return;
        }
        if (name.equals("micro")) {
            Micro.run();
            return;
        }
        if (name.equals("resume")) {
            Snapshots.resume(Integer.getInteger("bench.keys", 1_000_000), rounds);
            return;
        }
        if (name.equals("epoch-cost")) {
            Snapshots.epochCost(Integer.getInteger("bench.keys", 1_000_000), rounds);
            return;
        }
        if (name.equals("epoch-all")) {
            Snapshots.allChanged(Integer.getInteger("bench.keys", 1_000_000), rounds);
            return;
        }
        double size = Double.parseDouble(System.getProperty("bench.size", "1"));
        if (name.equals("words")) {
            Words.generated((int) (200 * size)); // for peers that read the same text
            return;
        }
        Workload workload =
                switch (name.toLowerCase(Locale.ROOT)) {
                    case "stateless" -> Stateless.workload((long) (60_000_000 * size));
                    case "wordcount" -> WordCount.running(Words.generated((int) (200 * size)));
                    case "wordcount-final" -> WordCount.atEnd(Words.generated((int) (200 * size)));
                    case "exchange" -> KeyedCounts.workload((long) (20_000_000 * size));
                    case "exchange-pairs" -> KeyedCounts.besidePairs((long) (20_000_000 * size));
                    case "window" -> WindowSums.workload((long) (40_000_000 * size), false);
                    case "window-ordered" -> WindowSums.workload((long) (20_000_000 * size), true);
                    case "sliding" -> WindowSums.sliding((long) (20_000_000 * size));
                    case "windowing" -> Windowing.workload((long) (10_000_000 * size));
                    case "join" -> Joins.complete((long) (20_000_000 * size));
                    case "join-window" -> Joins.windowed((long) (10_000_000 * size));
                    case "snapshot" -> Snapshots.workload((long) (20_000_000 * size));
                    case "exchange-2p" -> TwoProcesses.workload((long) (12_000_000 * size));
                    default ->
                        throw new IllegalArgumentException(
                                "no workload \"" + name
                                        + "\"; there are: stateless, wordcount, wordcount-final, exchange, exchange-pairs, exchange-2p, window,"
                                        + " window-ordered, windowing, sliding, join, join-window, snapshot, resume, epoch-cost, epoch-all, startup, micro");
                };
        try {
            Report.print(new Rounds(Integer.getInteger("bench.warmup", 2), rounds).run(workload), rounds);
        } finally {
            TwoProcesses.stop();
        }
    }
}
