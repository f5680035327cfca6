package io.waxwing.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whole processes of ten items, from a class and from a source file, beside an empty main; in turns. */
final class StartUp {
    private static final String EXPECTED = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n";

    private StartUp() {}

    static void run(int rounds) throws Exception {
        String java = ProcessHandle.current().info().command().orElse("java");
        String classPath = System.getProperty("java.class.path");
        String classes = classPath.split(File.pathSeparator)[0];
        String source = System.getProperty("bench.source", "src/jmh/java/io/waxwing/bench/TenItems.java");
        String jar = System.getProperty("bench.runner", "target/runner.jar");
        if (!Files.exists(Path.of(jar))) {
            throw new IOException("no " + jar + ": run mvn package first");
        }
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put("empty main", List.of(java, "-cp", classes, EmptyMain.class.getName()));
        commands.put("from a class", List.of(java, "-jar", jar, "-cp", classes, TenItems.class.getName() + ":flow"));
        commands.put("from a .java file", List.of(java, "-jar", jar, source + ":flow"));
        Map<String, double[]> millis = new LinkedHashMap<>();
        for (int round = -1; round < rounds; round++) {
            for (var command : commands.entrySet()) {
                double took = run(command.getValue(), command.getKey().equals("empty main") ? "" : EXPECTED);
                if (round >= 0) {
                    millis.computeIfAbsent(command.getKey(), any -> new double[rounds])[round] = took;
                }
            }
        }
        print(millis, rounds);
    }

    private static double run(List<String> command, String expected) throws Exception {
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        double took = (System.nanoTime() - begin) / 1e6;
        if (code != 0 || !output.equals(expected)) {
            throw new IllegalStateException(command + " ended with " + code + " and wrote " + output);
        }
        return took;
    }

    private static void print(Map<String, double[]> millis, int rounds) {
        System.out.printf("%nstart-up of ten items, whole process, %d rounds; %s%n", rounds, Report.machine());
        System.out.println("| process | median (best) ms | ratio of medians to an empty main (of bests) |");
        System.out.println("| --- | --- | --- |");
        double[] empty = millis.get("empty main");
        Arrays.sort(empty);
        millis.forEach((name, times) -> {
            Arrays.sort(times);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f (%.0f) | %.1f (%.1f) |%n",
                    name,
                    times[times.length / 2],
                    times[0],
                    times[times.length / 2] / empty[empty.length / 2],
                    times[0] / empty[0]);
        });
    }
}
