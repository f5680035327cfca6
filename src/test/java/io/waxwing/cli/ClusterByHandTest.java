package io.waxwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes started one by one with -i and -a, as people on several machines do, and what they say when it does not work. */
@Tag("process")
@Timeout(120)
class ClusterByHandTest {
    private static final String FLOWS = "flows.ProgramFlows";

    @TempDir
    Path dir;

    private static String addresses(int count) {
        return HandMadeCluster.addresses(count);
    }

    private JavaProgram start(String... arguments) {
        return JavaProgram.start(dir, Map.of(), List.of(), arguments);
    }

    @Test
    void the_outputs_of_two_processes_together_are_the_whole() {
        String addresses = addresses(2);
        try (JavaProgram one = start("-i1", "-a", addresses, "-w2", FLOWS + ":many(1000)");
                JavaProgram zero = start("-i0", "-a", addresses, "-w2", FLOWS + ":many(1000)")) {
            List<String> lines = new ArrayList<>(zero.await().out().lines().toList());
            lines.addAll(one.await().out().lines().toList());

            assertThat(zero.await().code()).isZero();
            assertThat(one.await().code()).isZero();
            assertThat(lines).hasSize(1000).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_peer_that_does_not_come_is_named() {
        String addresses = addresses(3);
        JavaProgram.Result result = JavaProgram.run(dir, "-i0", "-a", addresses, "--connect-timeout", "1s", FLOWS);

        assertThat(result.code()).isEqualTo(7);
        assertThat(result.err())
                .contains("error: ", addresses.split(";")[1], addresses.split(";")[2]);
    }

    @Test
    void a_name_that_does_not_resolve_is_named() {
        JavaProgram.Result result =
                JavaProgram.run(dir, "-i1", "-a", "nosuch.invalid:1;" + addresses(1), "--connect-timeout", "1s", FLOWS);

        assertThat(result.code()).isEqualTo(7);
        assertThat(result.err())
                .contains("error: ", "nosuch.invalid")
                .contains("warning: links between processes are neither encrypted nor authenticated");
    }

    @Test
    void a_port_that_is_taken_is_named_at_once() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            JavaProgram.Result result =
                    JavaProgram.run(dir, "-i0", "-a", "localhost:" + taken.getLocalPort() + ";" + addresses(1), FLOWS);

            assertThat(result.code()).isEqualTo(7);
            assertThat(result.err()).startsWith("error: cannot listen on localhost:" + taken.getLocalPort());
        }
    }

    @Test
    void processes_that_disagree_say_about_what() {
        String addresses = addresses(2);
        try (JavaProgram zero = start("-i0", "-a", addresses, "-w1", FLOWS);
                JavaProgram one = start("-i1", "-a", addresses, "-w2", FLOWS)) {
            for (JavaProgram program : List.of(zero, one)) {
                assertThat(program.await()).satisfies(result -> {
                    assertThat(result.code()).as(result.err()).isEqualTo(5);
                    assertThat(result.err())
                            .containsPattern(
                                    "workers per process: process (0 says \"1\", process 1 says \"2\"|1 says \"2\", process 0 says \"1\")");
                });
            }
        }
    }

    @Test
    void a_second_process_of_one_id_is_turned_away_and_the_cluster_goes_on() {
        String addresses = addresses(2);
        try (JavaProgram zero = start("-i0", "-a", addresses, FLOWS + ":endless");
                JavaProgram one = start("-i1", "-a", addresses, FLOWS + ":endless")) {
            one.awaitOut(text -> text.contains("tick"));
            String own = addresses.split(";")[0] + ";" + addresses(1); // it could not bind the port that is taken
            JavaProgram.Result twin = JavaProgram.run(dir, "-i1", "-a", own, FLOWS + ":endless");

            assertThat(twin.code()).as(twin.err()).isEqualTo(5);
            int soFar = one.text().length();
            one.awaitOut(text -> text.length() > soFar);
            zero.signal("TERM");
            assertThat(zero.await().code()).isEqualTo(143);
            assertThat(one.await().code()).isEqualTo(143);
        }
    }

    private String tokenFile(String name, String token) throws IOException {
        Path file = TestSources.write(dir, name, token);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file.toString();
    }

    @Test
    void processes_with_certificates_run_and_one_without_does_not_get_in() {
        String addresses = addresses(2);
        Path files = Path.of("src/test/resources/tls").toAbsolutePath();
        String[] tls = {
            "--tls-cert", files + "/good.pem", "--tls-key", files + "/good.key", "--tls-ca", files + "/ca.pem"
        };
        try (JavaProgram zero = start(with(tls, "-i0", "-a", addresses, "--require-auth", FLOWS + ":many(9)"))) {
            JavaProgram.Result plain =
                    JavaProgram.run(dir, "-i1", "-a", addresses, "--connect-timeout", "2s", FLOWS + ":many(9)");
            assertThat(plain.code()).as(plain.err()).isIn(5, 7);
            JavaProgram.Result one = JavaProgram.run(dir, with(tls, "-i1", "-a", addresses, FLOWS + ":many(9)"));

            assertThat(one.code()).as(one.err()).isZero();
            assertThat(zero.await().code()).isZero();
            assertThat(zero.await().out() + one.out()).hasLineCount(9);
        }
        JavaProgram.Result mixed = JavaProgram.run(dir, with(tls, "--tls-key", "again", "-p2", FLOWS));
        assertThat(mixed.code()).isEqualTo(2);
        assertThat(mixed.err()).contains("--tls-key is given twice");
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void processes_that_know_the_token_run_and_one_that_does_not_is_turned_away() throws IOException {
        String addresses = addresses(2);
        String secret = "canary-".repeat(8);
        String good = tokenFile("good", secret);
        String bad = tokenFile("bad", secret + "not");
        try (JavaProgram zero = start(
                "-v", "-i0", "-a", addresses, "--cluster-token-file", good, "--require-auth", FLOWS + ":many(9)")) {
            JavaProgram.Result wrong =
                    JavaProgram.run(dir, "-v", "-i1", "-a", addresses, "--cluster-token-file", bad, FLOWS + ":many(9)");
            assertThat(wrong.code()).as(wrong.err()).isEqualTo(5);
            assertThat(wrong.err())
                    .contains("refused this process: wrong cluster token")
                    .doesNotContain("canary");
            JavaProgram.Result none = JavaProgram.run(dir, "-i1", "-a", addresses, FLOWS + ":many(9)");
            assertThat(none.code()).as(none.err()).isEqualTo(5);
            assertThat(none.err()).contains("cluster token: process 1 says \"none\", process 0 says \"asked for\"");

            JavaProgram.Result one =
                    JavaProgram.run(dir, "-i1", "-a", addresses, "--cluster-token-file", good, FLOWS + ":many(9)");
            assertThat(one.code()).as(one.err()).isZero();
            assertThat(zero.await().code()).isZero();
            assertThat(zero.await().err()).doesNotContain("canary");
            assertThat(one.out().lines().count() + zero.await().out().lines().count())
                    .isEqualTo(9);
        }
    }

    @Test
    void a_cluster_that_must_be_authenticated_and_is_not_does_not_start() {
        JavaProgram.Result result = JavaProgram.run(dir, "-p2", "--require-auth", FLOWS);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("error: --require-auth: the links of this cluster would not be authenticated: ");
    }

    @Test
    void a_reader_of_one_that_has_seen_enough_ends_all_quietly() {
        String addresses = addresses(3);
        try (JavaProgram zero = start("-i0", "-a", addresses, FLOWS + ":endless");
                JavaProgram one = start("-i1", "-a", addresses, FLOWS + ":endless");
                JavaProgram two = start("-i2", "-a", addresses, FLOWS + ":endless")) {
            one.awaitOut(text -> text.contains("tick"));
            one.closeOut();

            assertThat(one.await().code()).as(one.await().err()).isEqualTo(141);
            for (JavaProgram other : List.of(zero, two)) {
                assertThat(other.await().code()).as(other.await().err()).isEqualTo(4);
            }
            for (JavaProgram each : List.of(zero, one, two)) {
                assertThat(each.await().err().lines()).allMatch(line -> line.startsWith("waiting for process "));
            }
        }
    }

    @Test
    void the_failure_of_one_is_the_cause_of_all() {
        String addresses = addresses(2);
        try (JavaProgram one = start("-i1", "-a", addresses, FLOWS + ":failing");
                JavaProgram zero = start("-i0", "-a", addresses, FLOWS + ":failing")) {
            List<JavaProgram.Result> results = List.of(zero.await(), one.await());

            assertThat(results).extracting(JavaProgram.Result::code).containsExactlyInAnyOrder(1, 4);
            assertThat(results).allSatisfy(result -> assertThat(result.err())
                    .contains("step \"failing.divide\"", "java.lang.ArithmeticException: / by zero"));
        }
    }
}
