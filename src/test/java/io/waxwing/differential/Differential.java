package io.waxwing.differential;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Runs many pairs; see {@code scripts/differential}. */
public final class Differential {
    private static final int CHUNK = 200;

    private final Path python;
    private final Path log = Path.of("target", "reference.log");
    private long pairs = 1000;
    private long seed = 1;
    private int mostDifferences = 1;
    private @Nullable Path record;
    private @Nullable String flow;
    private final Set<Operation> without = new TreeSet<>();
    private final Tally tally = new Tally();

    private Differential(Path python) {
        this.python = python;
    }

    /** Exits 1 when a pair differed. */
    public static void main(String[] args) throws Exception {
        quiet();
        var differential = new Differential(Path.of(args[0]));
        for (int i = 1; i + 1 < args.length; i += 2) {
            differential.option(args[i], args[i + 1]);
        }
        if (!differential.run()) {
            System.exit(1);
        }
    }

    /** Without the warnings of values that are late on purpose. */
    static void quiet() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    }

    private void option(String name, String value) {
        switch (name) {
            case "--pairs" -> pairs = Long.parseLong(value);
            case "--seed" -> seed = Long.parseLong(value);
            case "--differences" -> mostDifferences = Integer.parseInt(value);
            case "--record" -> record = Path.of(value);
            case "--flow" -> flow = value;
            case "--without" -> {
                for (String label : value.split(",")) {
                    without.add(Operation.of(label));
                }
            }
            default -> throw new IllegalArgumentException("unknown option " + name);
        }
    }

    private ReferenceSide reference() throws IOException {
        return new ReferenceSide(python, Path.of("src/test/python/reference.py"), log);
    }

    private boolean run() throws IOException, InterruptedException {
        long began = System.nanoTime();
        if (flow != null) {
            try (ReferenceSide reference = reference()) {
                Flow one = Flow.ofJson(Json.read(flow));
                Answer expected = reference.run(one);
                String difference = new Pair(one, expected).difference();
                System.out.println(Minimiser.report(one, expected, "" + difference));
                return difference == null;
            }
        }
        Predicate<Operation> allowed = op -> !without.contains(op);
        int differences = 0;
        long done = 0;
        try (ReferenceSide reference = reference();
                Writer out = recorder()) {
            for (long from = seed; from < seed + pairs && differences < mostDifferences; from += CHUNK) {
                List<Flow> flows = new ArrayList<>();
                for (long s = from; s < Math.min(from + CHUNK, seed + pairs); s++) {
                    flows.add(Generator.draw(s, allowed));
                }
                reference.start(flows);
                for (Flow each : flows) {
                    if (differences >= mostDifferences) {
                        break;
                    }
                    var pair = new Pair(each, reference.next());
                    String difference = pair.difference();
                    if (difference != null) {
                        differences++;
                        report(each);
                    } else {
                        out.write("[" + each.toJson() + "," + pair.expected().toJson() + "]\n");
                    }
                    tally.count(pair);
                    done++;
                }
            }
        }
        System.out.printf(
                "%d pairs from seed %d in %.1f s: %d differences%n",
                done, seed, (System.nanoTime() - began) / 1e9, differences);
        System.out.println(tally);
        return differences == 0;
    }

    private Writer recorder() throws IOException {
        return record == null
                ? Writer.nullWriter()
                : new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(record)), StandardCharsets.UTF_8);
    }

    private void report(Flow different) throws IOException, InterruptedException {
        try (ReferenceSide reference = reference()) {
            Flow small = new Minimiser(reference, different).minimise();
            Answer expected = reference.run(small);
            String difference = new Pair(small, expected).difference();
            System.out.println(Minimiser.report(small, expected, "" + difference));
            System.out.println("replay it: scripts/differential --pairs 1 --seed " + different.seed() + "\n");
        }
    }
}
