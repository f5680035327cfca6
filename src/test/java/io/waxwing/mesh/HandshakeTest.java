package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
    @Test
    void a_hello_comes_out_as_it_went_in() throws Exception {
        var hello = new Handshake.Hello(3, 1, Nonce.random(new SecureRandom()));
        assertThat(Handshake.Hello.decode(Frames.one(Frames.bytes(hello.encode(Frames.ENCODER), 0))))
                .isEqualTo(hello);
    }

    @ParameterizedTest
    @EnumSource(Handshake.Reason.class)
    void a_rejection_comes_out_as_it_went_in(Handshake.Reason reason) throws Exception {
        var rejection = new Handshake.Rejection(reason, "not you");
        assertThat(Handshake.Rejection.decode(Frames.one(Frames.bytes(rejection.encode(Frames.ENCODER), 0))))
                .isEqualTo(rejection);
    }

    @Test
    void an_endless_reason_is_cut_and_escaped() throws Exception {
        var rejection = new Handshake.Rejection(Handshake.Reason.MISMATCH, "\n" + "x".repeat(100_000));
        byte[] bytes = Frames.bytes(rejection.encode(Frames.ENCODER), 0);
        assertThat(bytes).hasSizeLessThan(Handshake.MAX_FRAME);
        assertThat(Handshake.Rejection.decode(Frames.one(bytes)).text()).startsWith("\\nxx");
    }

    @Test
    void an_unknown_reason_is_refused() {
        byte[] bytes = Frames.bytes(Frames.ENCODER.frame(FrameType.REJECT, 0, out -> out.writeInt(99)), 0);
        assertThatThrownBy(() -> Handshake.Rejection.decode(Frames.one(bytes)))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("99");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 17, Integer.MAX_VALUE})
    void a_lying_number_of_fields_is_refused(int count) {
        byte[] bytes = Frames.bytes(
                Frames.ENCODER.frame(FrameType.CONFIG, 4, out -> out.writeZero(16)
                        .writeInt(count)
                        .writeInt(0)),
                0);
        assertThatThrownBy(() -> Handshake.Config.decode(Frames.one(bytes))).isInstanceOf(FrameException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 4096, Integer.MAX_VALUE})
    void a_lying_length_of_a_text_is_refused(int length) {
        byte[] bytes = Frames.bytes(
                Frames.ENCODER.frame(
                        FrameType.CONFIG,
                        8,
                        out -> out.writeZero(16).writeInt(1).writeInt(0).writeInt(length)),
                0);
        assertThatThrownBy(() -> Handshake.Config.decode(Frames.one(bytes))).isInstanceOf(FrameException.class);
    }
}
