package io.waxwing.bench;

import io.waxwing.runtime.ClusterConfig;
import io.waxwing.runtime.RunConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The exchange over two JVMs on loopback, one worker each. The second JVM is started once and told on its standard input what to
 * run; both sides stay warm.
 */
public final class TwoProcesses {
    /** The other JVM; stopped by {@link #stop}. */
    private static final class Other implements AutoCloseable {
        private final Process process;
        private final PrintStream orders;
        private final BufferedReader answers;

        Other() throws IOException {
            List<String> command = new ArrayList<>();
            command.add(ProcessHandle.current().info().command().orElse("java"));
            command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), TwoProcesses.class.getName()));
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
            answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        void order(String line) {
            orders.println(line);
        }

        Answer answer() throws IOException {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("the other process has ended");
            }
            String[] numbers = line.split(" ");
            return new Answer(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
        }

        @Override
        public void close() {
            orders.close();
            process.destroy();
        }
    }

    private static final List<Other> STARTED = new ArrayList<>();

    private TwoProcesses() {}

    static Workload workload(long n) throws IOException {
        var keys = new Keys();
        var other = new Other();
        STARTED.add(other);
        return new Workload(
                "exchange over two processes, running counts",
                n,
                keys.runningCounts(n),
                List.of(
                        Variant.hand("2p", () -> byHand(keys, n, other)),
                        Variant.flow("2p", () -> byFlow(keys, n, other))));
    }

    static void stop() {
        STARTED.forEach(Other::close);
        STARTED.clear();
    }

    private static Answer byHand(Keys keys, long n, Other other) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            other.order("hand " + n + " " + server.getLocalPort());
            try (Socket socket = server.accept()) {
                Answer own = HandLink.run(keys, n, 0, socket);
                return own.greatest(other.answer());
            }
        }
    }

    private static Answer byFlow(Keys keys, long n, Other other) throws Exception {
        String addresses = "127.0.0.1:" + freePort() + " 127.0.0.1:" + freePort();
        other.order("flow " + n + " " + addresses);
        Answer own = KeyedCounts.byFlow(keys, n, config(0, addresses.split(" ")));
        return own.greatest(other.answer());
    }

    private static RunConfig config(int process, String... addresses) {
        return RunConfig.workers(1).withCluster(ClusterConfig.of(process, List.of(addresses)));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The other process: an order per line until the end of the input. */
    public static void main(String[] args) throws Exception {
        var keys = new Keys();
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = orders.readLine()) != null; ) {
            String[] words = line.split(" ");
            long n = Long.parseLong(words[1]);
            Answer answer;
            if (words[0].equals("hand")) {
                try (var socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(words[2]))) {
                    answer = HandLink.run(keys, n, 1, socket);
                }
            } else {
                answer = KeyedCounts.byFlow(keys, n, config(1, words[2], words[3]));
            }
            System.out.println(answer.items() + " " + answer.figure());
        }
    }
}
