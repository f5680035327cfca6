package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class TokenProofTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ClusterToken TOKEN = token(1);

    private final Handshake.Hello one = new Handshake.Hello(1, 0, Nonce.random(RANDOM));
    private final Handshake.Hello zero = new Handshake.Hello(0, 1, Nonce.random(RANDOM));

    static ClusterToken token(int number) {
        var secret = new byte[ClusterToken.LEAST];
        secret[0] = (byte) number;
        return ClusterToken.of(secret);
    }

    private static TokenProof dialer(ClusterToken token) {
        return new TokenProof(token, true, RANDOM);
    }

    private static TokenProof acceptor(ClusterToken token) {
        return new TokenProof(token, false, RANDOM);
    }

    private static void challenge(TokenProof a, TokenProof b) throws FrameException {
        a.challenged(b.challenge());
        b.challenged(a.challenge());
    }

    @Test
    void both_ends_prove_to_know_the_token() throws FrameException {
        TokenProof dialer = dialer(TOKEN);
        TokenProof acceptor = acceptor(TOKEN);
        challenge(dialer, acceptor);

        assertThat(acceptor.isProof(dialer.mine(one, zero), zero, one)).isTrue();
        assertThat(dialer.isProof(acceptor.mine(zero, one), one, zero)).isTrue();
    }

    @Test
    void another_token_proves_nothing() throws FrameException {
        TokenProof dialer = dialer(token(2));
        TokenProof acceptor = acceptor(TOKEN);
        challenge(dialer, acceptor);

        assertThat(acceptor.isProof(dialer.mine(one, zero), zero, one)).isFalse();
        assertThat(dialer.isProof(acceptor.mine(zero, one), one, zero)).isFalse();
    }

    @Test
    void a_proof_is_of_no_use_on_another_link() throws FrameException {
        TokenProof dialer = dialer(TOKEN);
        TokenProof acceptor = acceptor(TOKEN);
        challenge(dialer, acceptor);
        byte[] recorded = dialer.mine(one, zero);
        TokenProof later = acceptor(TOKEN);
        later.challenged(dialer.challenge());

        assertThat(later.isProof(recorded, zero, one)).isFalse();
    }

    @Test
    void a_proof_sent_back_proves_nothing() throws FrameException {
        TokenProof acceptor = acceptor(TOKEN);
        acceptor.challenged(acceptor.challenge());

        assertThat(acceptor.isProof(acceptor.mine(zero, one), zero, one)).isFalse();
        TokenProof dialer = dialer(TOKEN);
        dialer.challenged(dialer.challenge());
        assertThat(dialer.isProof(dialer.mine(one, zero), one, zero)).isFalse();
    }

    @Test
    void a_proof_is_for_one_process_and_one_start_of_it() throws FrameException {
        TokenProof dialer = dialer(TOKEN);
        TokenProof acceptor = acceptor(TOKEN);
        challenge(dialer, acceptor);
        byte[] proof = dialer.mine(one, zero);

        assertThat(acceptor.isProof(proof, zero, new Handshake.Hello(2, 0, one.incarnation())))
                .isFalse();
        assertThat(acceptor.isProof(proof, zero, new Handshake.Hello(1, 0, Nonce.random(RANDOM))))
                .isFalse();
        assertThat(acceptor.isProof(proof, new Handshake.Hello(0, 1, Nonce.random(RANDOM)), one))
                .isFalse();
    }

    @Test
    void nothing_is_proved_before_a_challenge_or_after_a_second() throws FrameException {
        TokenProof acceptor = acceptor(TOKEN);

        assertThatThrownBy(() -> acceptor.isProof(new byte[TokenProof.BYTES], zero, one))
                .isInstanceOf(FrameException.class);
        acceptor.challenged(new byte[TokenProof.BYTES]);
        assertThatThrownBy(() -> acceptor.challenged(new byte[TokenProof.BYTES]))
                .isInstanceOf(FrameException.class);
    }

    @Test
    void a_token_is_long_enough_and_shows_itself_to_nobody() {
        assertThatThrownBy(() -> ClusterToken.of(new byte[31])).hasMessageContaining("not 31");
        assertThat(TOKEN.toString()).isEqualTo("***");
        assertThat(new MeshSecurity(TOKEN, null).toString()).contains("token=***");
    }
}
