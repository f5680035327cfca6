package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster with a token: who knows it is in, nobody else, whatever they try; and those who try don't disturb the start. */
@ExtendWith(NoLeaks.class)
@Timeout(60)
class AuthenticationTest {
    private static final ClusterToken TOKEN = TokenProofTest.token(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private List<Node> nodes = List.of();

    @AfterEach
    void close() {
        Node.closeAll(nodes);
    }

    private MeshConfig config(int process, ClusterToken token) {
        return config(process, token, Node.TIMEOUTS);
    }

    private MeshConfig config(int process, ClusterToken token, Timeouts timeouts) {
        return new MeshConfig(
                process,
                Node.addresses(nodes),
                2,
                Node.FLOW,
                timeouts,
                MeshConfig.MAX_FRAME,
                new MeshSecurity(token, null));
    }

    /** Process 0 of two waits; the other one is an attacker first, and then itself. */
    private RawPeer attacker() throws Exception {
        nodes = Node.bindAll(2);
        nodes.get(0).join(config(0, TOKEN));
        return RawPeer.dial(nodes.get(0).address());
    }

    private void theOtherStillGetsIn() throws Exception {
        nodes.get(1).join(config(1, TOKEN));
        nodes.get(0).mesh();
        nodes.get(1).mesh();
        Node.goodbyes(nodes);
    }

    private static String refusal(RawPeer attacker) throws IOException, FrameException {
        var rejection = Handshake.Rejection.decode(attacker.expect(FrameType.REJECT));
        assertThat(rejection.reason()).isEqualTo(Handshake.Reason.AUTHENTICATION);
        attacker.awaitEnd();
        return rejection.text();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void processes_that_know_the_token_form_a_cluster(int count) throws Exception {
        nodes = Node.bindAll(count);
        for (int i = 0; i < count; i++) {
            nodes.get(i).join(config(i, TOKEN));
        }
        for (Node node : nodes) {
            node.mesh();
        }
        Node.goodbyes(nodes);
    }

    @Test
    void a_process_with_another_token_ends_and_says_so_and_the_right_one_gets_in() throws Exception {
        nodes = Node.bindAll(3);
        Node zero = nodes.get(0).join(config(0, TOKEN));
        MeshException refused =
                nodes.get(1).join(config(1, TokenProofTest.token(2))).refusal();

        assertThat(refused.kind()).isEqualTo(MeshException.Kind.AUTHENTICATION);
        assertThat(refused)
                .hasMessageStartingWith("process 0 (127.0.0.1:")
                .hasMessageEndingWith(" refused this process: wrong cluster token");
        Node again = Node.bind(nodes.get(1).address().port());
        nodes = List.of(zero, again, nodes.get(2));
        again.join(config(1, TOKEN));
        nodes.get(2).join(config(2, TOKEN));
        for (Node node : nodes) {
            node.mesh();
        }
        Node.goodbyes(nodes);
    }

    @Test
    void a_process_without_a_token_ends_and_says_so() throws Exception {
        nodes = Node.bindAll(2);
        nodes.get(0).join(config(0, TOKEN, new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(10))));
        MeshException refused = nodes.get(1).join(config(1, null)).refusal();

        assertThat(refused.kind()).isEqualTo(MeshException.Kind.MISMATCH);
        assertThat(refused)
                .hasMessageContaining("cluster token: process 1 says \"none\", process 0 says \"asked for\"");
        assertThat(nodes.get(0).refusal()).hasMessageStartingWith("gave up after 2.0 s without process 1 ");
    }

    @Test
    void a_process_zero_without_a_token_ends_with_those_that_have_one() throws Exception {
        nodes = Node.bindAll(2);
        nodes.get(0).join(config(0, null));
        nodes.get(1).join(config(1, TOKEN));

        assertThat(nodes.get(0).refusal())
                .hasMessageContaining("cluster token: process 0 says \"none\", process 1 says \"asked for\"");
        assertThat(nodes.get(1).refusal()).hasMessageContaining("this process has no cluster token");
    }

    @Test
    void nothing_is_told_to_who_has_proved_nothing() throws Exception {
        try (RawPeer attacker = attacker()) {
            attacker.hello(1, 0);
            attacker.config(config(1, null));

            assertThat(refusal(attacker)).isEqualTo("no proof of knowing the cluster token");
        }
        theOtherStillGetsIn();
    }

    @Test
    void a_recorded_proof_opens_nothing() throws Exception {
        var incarnation = Nonce.random(RANDOM);
        var own = new Handshake.Hello(1, 0, incarnation);
        var proof = new TokenProof(TOKEN, true, RANDOM);
        byte[] recorded;
        try (RawPeer honest = attacker()) {
            honest.send(own.encode(Frames.ENCODER));
            var theirs = Handshake.Hello.decode(honest.expect(FrameType.HELLO));
            proof.challenged(honest.expect(FrameType.CHALLENGE).fields());
            recorded = proof.mine(own, theirs);
            honest.send(Handshake.bytes(Frames.ENCODER, FrameType.CHALLENGE, proof.challenge()));
            honest.send(Handshake.bytes(Frames.ENCODER, FrameType.PROOF, recorded));
            assertThat(proof.isProof(honest.expect(FrameType.PROOF).fields(), own, theirs))
                    .as("so far all was well")
                    .isTrue();
        }
        try (RawPeer replaying = RawPeer.dial(nodes.get(0).address())) {
            replaying.send(own.encode(Frames.ENCODER));
            replaying.send(Handshake.bytes(Frames.ENCODER, FrameType.CHALLENGE, proof.challenge()));
            replaying.send(Handshake.bytes(Frames.ENCODER, FrameType.PROOF, recorded));

            assertThat(refusal(replaying)).isEqualTo("wrong cluster token");
        }
        theOtherStillGetsIn();
    }

    @Test
    void the_challenge_sent_back_brings_no_proof() throws Exception {
        try (RawPeer attacker = attacker()) {
            attacker.hello(1, 0);
            byte[] challenge = attacker.expect(FrameType.CHALLENGE).fields();
            attacker.send(Handshake.bytes(Frames.ENCODER, FrameType.CHALLENGE, challenge));
            attacker.send(Handshake.bytes(Frames.ENCODER, FrameType.PROOF, challenge));

            assertThat(refusal(attacker)).isEqualTo("wrong cluster token");
        }
        theOtherStillGetsIn();
    }

    @Test
    void a_proof_for_one_process_does_not_let_in_another() throws Exception {
        try (RawPeer attacker = attacker()) {
            var said = new Handshake.Hello(1, 0, Nonce.random(RANDOM));
            var meant = new Handshake.Hello(3, 0, said.incarnation());
            attacker.send(said.encode(Frames.ENCODER));
            var theirs = Handshake.Hello.decode(attacker.expect(FrameType.HELLO));
            var proof = new TokenProof(TOKEN, true, RANDOM);
            proof.challenged(attacker.expect(FrameType.CHALLENGE).fields());
            attacker.send(Handshake.bytes(Frames.ENCODER, FrameType.CHALLENGE, proof.challenge()));
            attacker.send(Handshake.bytes(Frames.ENCODER, FrameType.PROOF, proof.mine(meant, theirs)));

            assertThat(refusal(attacker)).isEqualTo("wrong cluster token");
        }
        theOtherStillGetsIn();
    }

    @Test
    void who_never_answers_the_challenge_is_sent_away() throws Exception {
        nodes = Node.bindAll(2);
        var hasty = new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofMillis(300));
        nodes.get(0).join(config(0, TOKEN, hasty));
        try (RawPeer attacker = RawPeer.dial(nodes.get(0).address())) {
            attacker.hello(1, 0);
            attacker.expect(FrameType.CHALLENGE);
            attacker.awaitEnd();
        }
        theOtherStillGetsIn();
    }
}
