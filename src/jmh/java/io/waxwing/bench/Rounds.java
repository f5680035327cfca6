package io.waxwing.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Lets the variants of a workload take turns, some rounds to warm up, then those that count. */
final class Rounds {
    /** Seconds of the rounds that count, and of processor time in them, by variant. */
    record Result(Workload workload, Map<Variant, double[]> seconds, Map<Variant, double[]> cpuSeconds) {
        double median(Variant variant) {
            return middle(seconds.get(variant));
        }

        double medianCpu(Variant variant) {
            return middle(cpuSeconds.get(variant));
        }

        private static double middle(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int half = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        }

        double best(Variant variant) {
            return Arrays.stream(seconds.get(variant)).min().orElseThrow();
        }
    }

    private final int warmUp;
    private final int counting;

    Rounds(int warmUp, int counting) {
        this.warmUp = warmUp;
        this.counting = counting;
    }

    Result run(Workload workload) throws Exception {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Map<Variant, double[]> seconds = new HashMap<>();
        Map<Variant, double[]> cpuSeconds = new HashMap<>();
        for (int round = -warmUp; round < counting; round++) {
            var line = new StringBuilder(round < 0 ? "warm-up" : "round " + (round + 1));
            for (Variant variant : workload.variants()) {
                long cpuBegin = system.getProcessCpuTime();
                long begin = System.nanoTime();
                Answer answer = variant.job().call();
                double took = (System.nanoTime() - begin) / 1e9;
                double cpu = (system.getProcessCpuTime() - cpuBegin) / 1e9;
                if (!answer.equals(workload.expected())) {
                    throw new IllegalStateException(workload.name() + ", " + variant.name() + ": got " + answer
                            + ", expected " + workload.expected());
                }
                line.append(String.format("  %s %.2f s (cpu %.2f)", variant.name(), took, cpu));
                if (round >= 0) {
                    seconds.computeIfAbsent(variant, any -> new double[counting])[round] = took;
                    cpuSeconds.computeIfAbsent(variant, any -> new double[counting])[round] = cpu;
                }
            }
            System.err.println(workload.name() + " " + line);
        }
        return new Result(workload, seconds, cpuSeconds);
    }
}
