package io.waxwing.bench;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the JMH benchmarks; {@code -Dbench.include=REGEX} picks some. */
final class Micro {
    private Micro() {}

    static void run() throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(System.getProperty("bench.include", "io.waxwing.bench.micro"))
                        .build())
                .run();
    }
}
