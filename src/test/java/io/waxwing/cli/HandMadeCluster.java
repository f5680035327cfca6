package io.waxwing.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Processes of one cluster, started one by one with -i and -a in one directory. */
final class HandMadeCluster implements AutoCloseable {
    private final List<JavaProgram> programs = new ArrayList<>();

    /** Starts so many, each with these options of Java (of the first: and these) and these arguments. */
    HandMadeCluster(Path dir, int processes, List<String> java, List<String> ofFirst, List<String> arguments) {
        String addresses = addresses(processes);
        for (int i = 0; i < processes; i++) {
            List<String> options = new ArrayList<>(java);
            if (i == 0) {
                options.addAll(ofFirst);
            }
            List<String> all = new ArrayList<>();
            if (processes > 1) {
                all.addAll(List.of("-i" + i, "-a", addresses));
            }
            all.addAll(arguments);
            JavaProgram program = JavaProgram.start(dir, Map.of(), options, all.toArray(String[]::new));
            program.endInput();
            programs.add(program);
        }
    }

    /** Ports of this machine that are free, for processes that this JVM starts. */
    static String addresses(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "localhost:" + FreePorts.next())
                .collect(Collectors.joining(";"));
    }

    int size() {
        return programs.size();
    }

    JavaProgram program(int process) {
        return programs.get(process);
    }

    /** Whether all have ended. */
    boolean isOver() {
        return programs.stream().noneMatch(program -> program.process().isAlive());
    }

    /** How all of them ended; if one of them does not end, what all of them say then. */
    List<JavaProgram.Result> await() {
        return JavaProgram.awaitAll(programs);
    }

    @Override
    public void close() {
        programs.forEach(JavaProgram::close);
    }
}
