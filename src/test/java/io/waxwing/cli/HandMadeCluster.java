package io.waxwing.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

    /** Ports of this machine that were free a moment ago. */
    static String addresses(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                sockets.add(socket);
                addresses.add("localhost:" + socket.getLocalPort());
            }
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return String.join(";", addresses);
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

    /** How all of them ended. */
    List<JavaProgram.Result> await() {
        return programs.stream().map(JavaProgram::await).toList();
    }

    @Override
    public void close() {
        programs.forEach(JavaProgram::close);
    }
}
