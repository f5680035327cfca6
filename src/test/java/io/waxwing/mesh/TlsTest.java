package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.exchange.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mutual TLS between processes; {@code src/test/resources/tls/make} makes the certificates. */
@ExtendWith(NoLeaks.class)
@Timeout(60)
class TlsTest {
    private static final Path FILES = Path.of("src/test/resources/tls");

    private List<Node> nodes = List.of();

    @AfterEach
    void close() {
        Node.closeAll(nodes);
    }

    private static MeshTls tls(String name) throws MeshException {
        return MeshTls.loadUnchecked(file(name + ".pem"), file(name + ".key"), file("ca.pem"));
    }

    private static Path file(String name) {
        return FILES.resolve(name);
    }

    private MeshConfig config(int process, MeshTls tls) {
        return new MeshConfig(
                process,
                Node.addresses(nodes),
                2,
                Node.FLOW,
                Node.TIMEOUTS,
                MeshConfig.MAX_FRAME,
                new MeshSecurity(null, tls));
    }

    private void twoGoodOnesStillJoin(Node zero) throws Exception {
        Node again = Node.bind(nodes.get(1).address().port());
        nodes = List.of(zero, again);
        again.join(config(1, tls("good")));
        zero.mesh();
        again.mesh();
        Node.goodbyes(nodes);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void processes_with_certificates_of_one_authority_form_a_cluster(boolean epoll) throws Exception {
        nodes = List.of(Node.bind(epoll), Node.bind(epoll), Node.bind(epoll));
        for (int i = 0; i < 3; i++) {
            nodes.get(i).join(config(i, tls("good")));
        }
        for (Node node : nodes) {
            node.mesh();
        }
        nodes.get(2).mesh().send(0, new Message.SourcesEnded(4));
        assertThat(nodes.get(0).message()).isEqualTo(new Message.SourcesEnded(4));
        Node.goodbyes(nodes);
    }

    @ParameterizedTest
    @CsvSource({
        "stranger, refused the certificate of this process",
        "expired, refused the certificate of this process",
        "future, refused the certificate of this process",
        "elsewhere, refused this process: the certificate is not for 127.0.0.1"
    })
    void a_process_with_a_bad_certificate_ends_and_says_so_and_the_right_one_gets_in(String bad, String said)
            throws Exception {
        nodes = Node.bindAll(2);
        Node zero = nodes.get(0).join(config(0, tls("good")));
        MeshException refused = nodes.get(1).join(config(1, tls(bad))).refusal();

        assertThat(refused.kind()).isEqualTo(MeshException.Kind.AUTHENTICATION);
        assertThat(refused).hasMessageStartingWith("process 0 (127.0.0.1:").hasMessageContaining(said);
        twoGoodOnesStillJoin(zero);
    }

    @ParameterizedTest
    @CsvSource({
        "stranger, its certificate is not trusted: none of the authorities that are trusted here (--tls-ca) has signed it",
        "expired, its certificate has expired",
        "future, its certificate is not valid yet",
        "elsewhere, its certificate is not for this host"
    })
    void who_is_dialled_must_have_a_good_certificate_for_its_host(String bad, String said) throws Exception {
        nodes = Node.bindAll(2);
        nodes.get(0).join(config(0, tls(bad)));
        MeshException refused = nodes.get(1).join(config(1, tls("good"))).refusal();

        assertThat(refused.kind()).isEqualTo(MeshException.Kind.AUTHENTICATION);
        assertThat(refused).hasMessageStartingWith("process 0 (127.0.0.1:").hasMessageContaining(said);
    }

    @Test
    void plain_text_at_an_encrypted_port_is_turned_away() throws Exception {
        nodes = Node.bindAll(2);
        Node zero = nodes.get(0).join(config(0, tls("good")));
        try (RawPeer plain = RawPeer.dial(zero.address())) {
            plain.hello(1, 0);
            plain.awaitEnd();
        }
        twoGoodOnesStillJoin(closed(zero));
    }

    @Test
    void who_dials_an_encrypted_port_in_plain_text_is_asked_about_its_options() throws Exception {
        nodes = Node.bindAll(2);
        nodes.get(0).join(config(0, tls("good")));
        var brief = new Timeouts(Duration.ofSeconds(2), Node.TIMEOUTS.peer(), Node.TIMEOUTS.handshake());
        nodes.get(1)
                .join(new MeshConfig(
                        1, Node.addresses(nodes), 2, Node.FLOW, brief, MeshConfig.MAX_FRAME, MeshSecurity.NONE));

        assertThat(nodes.get(1).refusal())
                .hasMessageContaining("connection closed before it said who it is"
                        + " (do all processes have the same --tls options?)");
    }

    /** The address of process 1 is free again. */
    private Node closed(Node zero) {
        nodes.get(1).close();
        return zero;
    }

    @Test
    void a_token_is_asked_for_behind_tls_too() throws Exception {
        nodes = Node.bindAll(2);
        for (int i = 0; i < 2; i++) {
            var both = new MeshSecurity(TokenProofTest.token(i), tls("good"));
            nodes.get(i)
                    .join(new MeshConfig(
                            i, Node.addresses(nodes), 2, Node.FLOW, Node.TIMEOUTS, MeshConfig.MAX_FRAME, both));
        }

        assertThat(nodes.get(1).refusal()).hasMessageEndingWith("refused this process: wrong cluster token");
    }

    @Test
    void files_that_cannot_be_used_are_named() {
        assertThatThrownBy(() -> MeshTls.load(file("expired.pem"), file("expired.key"), file("ca.pem")))
                .hasMessageContaining("expired.pem\" expired on 2021-01-01");
        assertThatThrownBy(() -> MeshTls.load(file("future.pem"), file("future.key"), file("ca.pem")))
                .hasMessageContaining("future.pem\" is not valid before 2110-01-01");
        assertThatThrownBy(() -> MeshTls.load(file("none.pem"), file("good.key"), file("ca.pem")))
                .hasMessageContaining("none.pem\" cannot be read: there is no such file");
        assertThatThrownBy(() -> MeshTls.load(file("make"), file("good.key"), file("ca.pem")))
                .hasMessageContaining("make\" holds no certificate");
        assertThatThrownBy(() -> MeshTls.load(file("good.pem"), file("ca.pem"), file("ca.pem")))
                .hasMessageContaining("ca.pem\" holds no private key in PEM form, PKCS #8 without a password");
        assertThatThrownBy(() -> MeshTls.load(file("good.pem"), file("elsewhere.key"), file("ca.pem")))
                .hasMessageContaining("elsewhere.key\" does not fit the certificate")
                .hasMessageContaining("good.pem");
    }

    @Test
    void a_certificate_is_for_its_alternative_names_alone() throws Exception {
        assertThat(isFor("good", "localhost")).isTrue();
        assertThat(isFor("good", "LOCALHOST")).isTrue();
        assertThat(isFor("good", "127.0.0.1")).isTrue();
        assertThat(isFor("good", "127.0.0.2")).isFalse();
        assertThat(isFor("good", "good")).as("the common name").isFalse();
        assertThat(isFor("elsewhere", "a.wild.example")).isTrue();
        assertThat(isFor("elsewhere", "a.b.wild.example")).isFalse();
        assertThat(isFor("elsewhere", "wild.example")).isFalse();
        assertThat(isFor("ca", "localhost")).as("a certificate without names").isFalse();
    }

    private static boolean isFor(String name, String host) throws Exception {
        try (var in = Files.newInputStream(file(name + ".pem"))) {
            var certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return PeerCertificate.isFor(certificate, host);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
