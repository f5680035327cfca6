package io.waxwing.bench;

import java.util.List;
import java.util.Locale;

/** Prints the result of a workload as a table of million source items a second. */
final class Report {
    private Report() {}

    static String machine() {
        return Runtime.getRuntime().availableProcessors() + " cores, "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MiB heap, JDK " + System.getProperty("java.version")
                + " (" + System.getProperty("java.vendor") + "), " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch");
    }

    static void print(Rounds.Result result, int rounds) {
        Workload workload = result.workload();
        System.out.printf(
                Locale.ROOT, "%n%s, %,d items, %d rounds; %s%n", workload.name(), workload.items(), rounds, machine());
        System.out.println(
                "| scale | hand: median (best) M/s | flow: median (best) M/s | ratio of medians (of bests) | of processor time |");
        System.out.println("| --- | --- | --- | --- | --- |");
        List<Variant> variants = workload.variants();
        for (int i = 0; i + 1 < variants.size(); i += 2) {
            Variant hand = variants.get(i);
            Variant flow = variants.get(i + 1);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %.2f (%.2f) | %.2f |%n",
                    hand.scale(),
                    rates(result, hand),
                    rates(result, flow),
                    result.median(hand) / result.median(flow),
                    result.best(hand) / result.best(flow),
                    result.medianCpu(hand) / result.medianCpu(flow));
        }
        if (variants.size() == 4) {
            System.out.printf(
                    Locale.ROOT,
                    "from w1 to w2: hand %.2fx (bests %.2fx), flow %.2fx (bests %.2fx)%n",
                    result.median(variants.get(0)) / result.median(variants.get(2)),
                    result.best(variants.get(0)) / result.best(variants.get(2)),
                    result.median(variants.get(1)) / result.median(variants.get(3)),
                    result.best(variants.get(1)) / result.best(variants.get(3)));
        }
    }

    private static String rates(Rounds.Result result, Variant variant) {
        double millions = result.workload().items() / 1e6;
        return String.format(
                Locale.ROOT, "%.1f (%.1f)", millions / result.median(variant), millions / result.best(variant));
    }
}
