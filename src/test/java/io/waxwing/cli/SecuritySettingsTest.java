package io.waxwing.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecuritySettingsTest {
    private static final String SECRET = "canary-canary-canary-canary-canary";

    @TempDir
    Path dir;

    private static SecuritySettings read(Map<String, String> environment, String... options) {
        String[] line = new String[options.length + 1];
        System.arraycopy(options, 0, line, 0, options.length);
        line[options.length] = "M";
        return SecuritySettings.read(Objects.requireNonNull(QuickArguments.parse(line)), new Environment(environment));
    }

    private String file(String text, String permissions) throws IOException {
        Path file = TestSources.write(dir, "token", text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file.toString();
    }

    @Test
    void nothing_is_asked_of_a_cluster_unless_it_is_said() {
        assertThat(read(Map.of()).load().authenticates()).isFalse();
    }

    @Test
    void a_token_is_read_from_its_file_and_shown_nowhere() throws IOException {
        SecuritySettings settings = read(Map.of(), "--cluster-token-file", file(SECRET + "\n", "rw-------"));

        assertThat(settings.load().authenticates()).isTrue();
        assertThat(settings.load().toString()).doesNotContain("canary");
        assertThat(settings.toString()).doesNotContain("canary");
        assertThat(read(Map.of("WAXWING_CLUSTER_TOKEN_FILE", file(SECRET, "r--------")))
                        .load()
                        .authenticates())
                .isTrue();
    }

    @Test
    void a_token_file_that_cannot_be_used_is_named_with_what_to_do() throws IOException {
        refuses(
                read(Map.of(), "--cluster-token-file", dir + "/none"),
                "--cluster-token-file: \"" + dir + "/none\" cannot be read: there is no such file");
        refuses(
                read(Map.of(), "--cluster-token-file", file("canary", "rw-------")),
                "holds 6 bytes, 32 to 4096 are expected: openssl rand -hex 32 makes a token");
        refuses(
                read(Map.of("WAXWING_CLUSTER_TOKEN_FILE", file(SECRET, "rw-r-----"))),
                "WAXWING_CLUSTER_TOKEN_FILE: \"" + dir + "/token\" can be read or written by others than its owner");
    }

    @Test
    void of_a_file_that_is_far_too_large_little_is_read() throws IOException {
        String file = file(SECRET, "rw-------");
        refuses(
                read(Map.of(), "--cluster-token-file", file("x".repeat(4097) + "\n", "rw-------")),
                "holds 4097 bytes, 32 to 4096 are expected: ");
        try (RandomAccessFile large = new RandomAccessFile(file, "rw")) {
            large.setLength(3L << 30);
        }

        refuses(
                read(Map.of(), "--cluster-token-file", file),
                "holds more than 4096 bytes, 32 to 4096 are expected: openssl rand -hex 32 makes a token");
        for (String option : List.of("--tls-cert", "--tls-key", "--tls-ca")) {
            refuses(tls(option, file), "TLS: \"" + file + "\" holds more than 1 MiB");
        }
    }

    private static SecuritySettings tls(String option, String file) {
        String good = "src/test/resources/tls/";
        Map<String, String> files = new TreeMap<>(
                Map.of("--tls-cert", good + "good.pem", "--tls-key", good + "good.key", "--tls-ca", good + "ca.pem"));
        files.put(option, file);
        return read(
                Map.of(),
                files.entrySet().stream()
                        .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
                        .toArray(String[]::new));
    }

    private static void refuses(SecuritySettings settings, String message) {
        assertThatThrownBy(settings::load)
                .isInstanceOf(CliException.class)
                .hasMessageContaining(message)
                .satisfies(thrown -> {
                    assertThat(((CliException) thrown).exitCode()).isEqualTo(ExitCode.HANDSHAKE);
                    assertThat(thrown.getMessage()).doesNotContain("canary");
                });
    }

    private static void isWrongUsage(SecuritySettings settings, String origin) {
        assertThatThrownBy(settings::load)
                .isInstanceOfSatisfying(CliException.class, refused -> {
                    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
                    assertThat(refused.hint()).isTrue();
                })
                .hasMessage(origin + ": the links of this cluster would not be authenticated: give all processes a"
                        + " --cluster-token-file, or --tls-cert, --tls-key and --tls-ca");
    }

    @Test
    void a_cluster_that_must_be_authenticated_and_is_not_is_refused() throws IOException {
        isWrongUsage(read(Map.of(), "--require-auth"), "--require-auth");
        isWrongUsage(read(Map.of("WAXWING_REQUIRE_AUTH", "1")), "WAXWING_REQUIRE_AUTH");
        assertThat(read(Map.of("WAXWING_REQUIRE_AUTH", "false")).load().authenticates())
                .isFalse();
        assertThatThrownBy(() -> read(Map.of("WAXWING_REQUIRE_AUTH", "perhaps")))
                .hasMessage("WAXWING_REQUIRE_AUTH: expected true or false, got \"perhaps\"");
        assertThat(read(Map.of(), "--require-auth", "--cluster-token-file", file(SECRET, "rw-------"))
                        .load()
                        .authenticates())
                .isTrue();
    }

    @Test
    void tls_needs_all_three_files() {
        assertThatThrownBy(() -> read(Map.of(), "--tls-cert", "a", "--tls-ca", "b"))
                .hasMessage("TLS needs three files: --tls-cert, --tls-key and --tls-ca; --tls-key is missing");
        refuses(
                read(Map.of(), "--tls-cert", "/a/none", "--tls-key", "/a/none", "--tls-ca", "/a/none"),
                "TLS: \"/a/none\" cannot be read");
    }
}
