package io.waxwing.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ClusterPartsTest {

    @Test
    void the_first_that_failed_of_itself_gives_the_exit_code() {
        assertThat(outcome(0, 0, 0)).isEqualTo("0 null");
        assertThat(outcome(4, 1, 4)).isEqualTo("1 null");
        assertThat(outcome(4, 3, 1)).isEqualTo("3 null");
        assertThat(outcome(0, 4, 0)).isEqualTo("4 null");
        assertThat(outcome(4, 137, 4)).isEqualTo("4 p1 was killed by signal 9");
        assertThat(outcome(139, 1)).isEqualTo("4 p0 was killed by signal 11");
        assertThat(outcome(143, 143)).isEqualTo("143 null");
        assertThat(outcome(17)).isEqualTo("4 p0 ended with exit code 17");
    }

    private static String outcome(int... codes) {
        ClusterOutcome outcome = new ClusterOutcome();
        for (int i = 0; i < codes.length; i++) {
            outcome.ended(i, codes[i]);
        }
        assertThat(outcome.failed()).isEqualTo(outcome.exitCode() != 0);
        return outcome.exitCode() + " " + outcome.message();
    }

    @ParameterizedTest
    @CsvSource({"300, ''", "5200, waiting for p0; p1 of 2 processes to be ready|"})
    void children_that_are_never_ready_are_given_up_in_time(int millis, String waiting) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Console console = new Console(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        ChildCommand silent = new ChildCommand(List.of("sh", "-c", "exec sleep 100"), List.of());

        int code = LocalCluster.start(silent, 2, console, Duration.ofMillis(millis))
                .run();

        assertThat(code).isEqualTo(7);
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo(waiting.replace(';', ',').replace('|', '\n') + "error: gave up after " + millis / 1000.0
                        + " s without p0, p1; check what is done before the flow starts, or see --connect-timeout\n");
    }

    @Test
    void lines_of_several_streams_are_never_torn() throws InterruptedException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        WholeLines out = new WholeLines(joined);
        List<String> expected = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 4; i++) {
            String name = "s" + i;
            List<String> lines = IntStream.range(0, 500)
                    .mapToObj(n -> name + ":" + n + "x".repeat(random.nextInt(n % 50 == 0 ? 200_000 : 50)))
                    .toList();
            expected.addAll(lines);
            String text = String.join("\n", lines); // the last line has no end
            Thread thread = new Thread(() -> pass(out, new Dribble(text, new Random(text.length()))));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(joined.toString(StandardCharsets.UTF_8).lines()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static void pass(WholeLines out, InputStream in) {
        try {
            out.pass(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives a few bytes at a time. */
    private static final class Dribble extends ByteArrayInputStream {
        private final Random random;

        Dribble(String text, Random random) {
            super(text.getBytes(StandardCharsets.UTF_8));
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] into, int at, int length) {
            return super.read(into, at, Math.min(length, 1 + random.nextInt(5_000)));
        }
    }

    @Test
    void an_output_that_cannot_be_written_is_told_from_an_input_that_ends() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        assertThatThrownBy(() -> new WholeLines(closed).pass(new ByteArrayInputStream(new byte[] {'a', '\n'})))
                .hasMessage("Broken pipe");
    }

    @Test
    void standard_error_is_held_back_until_it_may_be_said() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        HeldLines lines = new HeldLines("[p1] ", new Console(new PrintStream(bytes, true, StandardCharsets.UTF_8)));

        lines.pass(new ByteArrayInputStream("a\nb\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(bytes.size()).isZero();
        lines.speak();
        lines.pass(new ByteArrayInputStream("c".getBytes(StandardCharsets.UTF_8)));
        lines.silence();
        lines.pass(new ByteArrayInputStream("d".getBytes(StandardCharsets.UTF_8)));

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).containsExactly("[p1] a", "[p1] b", "[p1] c");
    }

    @Test
    void standard_error_without_ends_of_lines_or_without_end_is_not_kept() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        HeldLines lines = new HeldLines("[p1] ", new Console(new PrintStream(bytes, true, StandardCharsets.UTF_8)));

        lines.pass(new ByteArrayInputStream("é\r\n\nno end".getBytes(StandardCharsets.UTF_8)));
        lines.pass(new ByteArrayInputStream("x".repeat(1_100_000).getBytes(StandardCharsets.UTF_8)));

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .startsWith("[p1] é", "[p1] ", "[p1] no end", "[p1] " + "x".repeat(65_536))
                .endsWith("[p1] " + "x".repeat(1_100_000 % 65_536))
                .hasSize(3 + 17);
    }

    @Test
    void only_a_child_that_knows_the_token_is_heard_and_only_once() throws Exception {
        LinkedBlockingQueue<ClusterEvent> events = new LinkedBlockingQueue<>();
        try (ControlServer server = ControlServer.open(2, events)) {
            int port = Integer.parseInt(server.address().split(":")[0]);
            String token = server.address().split(":")[1];

            assertThat(token).hasSize(32);
            assertThat(isHeard(port, "HELLO " + "0".repeat(32) + " 1\nLISTENS x\n"))
                    .isFalse();
            assertThat(isHeard(port, "HELLO " + token + " 2\nLISTENS x\n")).isFalse();
            assertThat(isHeard(port, "GET / HTTP/1.1\r\n\r\n")).isFalse();
            assertThat(isHeard(port, "x".repeat(100_000))).isFalse();
            assertThat(isHeard(port, "HELLO " + token + " one\n")).isFalse();
            assertThat(events).isEmpty();

            try (Socket child = say(port, "HELLO " + token + " 1\nLISTENS 127.0.0.1:7\n")) {
                assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo(new ClusterEvent.Joined(1, "127.0.0.1:7"));
                assertThat(isHeard(port, "HELLO " + token + " 1\nLISTENS y\n")).isFalse();
                server.tellAll("STOP TERM");
                assertThat(new String(child.getInputStream().readNBytes(10), StandardCharsets.UTF_8))
                        .isEqualTo("STOP TERM\n");
            }
        }
    }

    private static Socket say(int port, String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** Whether the connection is kept; a stranger's is closed. */
    private static boolean isHeard(int port, String text) throws IOException {
        try (Socket socket = say(port, text)) {
            return socket.getInputStream().read() >= 0;
        } catch (java.net.SocketException reset) {
            return false;
        }
    }

    @Test
    void a_child_is_started_as_this_process_was_but_for_a_debugger() {
        ChildCommand command =
                new ChildCommand(List.of("java", "-Xmx1g", "-jar", "runner.jar"), List.of("-p3", "M:flow"));

        assertThat(command.forChild(1, 3))
                .containsExactly("java", "-Xmx1g", "-jar", "runner.jar", "--local-child", "1/3", "-p3", "M:flow");
        assertThat(ChildCommand.likeThisProcess(new String[] {"M"}).java())
                .first()
                .asString()
                .endsWith("java");
        assertThat(List.of(
                        "-agentlib:jdwp=transport=dt_socket,server=y,address=5005",
                        "-Xrunjdwp:address=5005",
                        "-Dcom.sun.management.jmxremote.port=9010",
                        "-Dcom.sun.management.jmxremote.rmi.port=9010"))
                .allMatch(ChildCommand::hasPort);
        assertThat(List.of("-Xmx1g", "-Dcom.sun.management.jmxremote", "-Da=-agentlib:jdwp"))
                .noneMatch(ChildCommand::hasPort);
    }

    @Test
    void a_debugger_is_not_handed_down_by_the_environment_either() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "JAVA_TOOL_OPTIONS", "-agentlib:jdwp=transport=dt_socket,server=y,address=5005",
                "JDK_JAVA_OPTIONS", "-Xmx1g '-agentlib:jdwp=address=5005' \"-Da=b c\"",
                "OTHER", "-Xrunjdwp:"));

        ChildCommand.removePorts(environment);

        assertThat(environment)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "JAVA_TOOL_OPTIONS", "",
                        "JDK_JAVA_OPTIONS", "-Xmx1g  \"-Da=b c\"",
                        "OTHER", "-Xrunjdwp:"));
    }
}
