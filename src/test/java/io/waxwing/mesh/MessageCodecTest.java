package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.exchange.Batch;
import io.waxwing.exchange.Message;
import io.waxwing.exchange.WireBatch;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecTest {
    /** Process 1 of 3, two workers each (2 and 3), four exchanges; the peer is process 2 (4 and 5). */
    private static final MeshConfig CONFIG = new MeshConfig(
            1,
            Address.parseList("a:1;b:1;c:1"),
            2,
            new FlowIdentity("flow", "hash", 4, false),
            new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1)),
            MeshConfig.MAX_FRAME,
            MeshSecurity.NONE);

    private static final MessageGuard GUARD = new MessageGuard(CONFIG, 2);

    private static MessageCodec.Addressed of(int to, Message message) {
        return new MessageCodec.Addressed(to, message);
    }

    static List<MessageCodec.Addressed> good() {
        return List.of(
                of(2, new WireBatch(0, 4, 2, 0, 0, new byte[0])),
                of(3, new WireBatch(3, 5, 3, Long.MAX_VALUE, Integer.MAX_VALUE, new byte[] {1, 0, -1})),
                of(2, new Message.EpochEnd(1, 4, 2, 77)),
                of(3, new Message.EndOfStream(2, 5, 3)),
                of(2, new Message.Credit(3, 2, 5, 1L << 40)),
                of(3, new Message.Close(4, 1, false, false)),
                of(3, new Message.Close(4, 2, true, false)),
                of(3, new Message.Close(5, 3, false, true)),
                of(2, new Message.Close(5, 4, true, true)),
                of(2, new Message.SourcesEnded(4)),
                of(3, new Message.Sealed(17, 99)),
                of(2, new Message.Partitions(6, 2, List.of())),
                of(3, new Message.Partitions(0, 2, List.of("", "part-1", "größer\n\u0000"))));
    }

    static List<MessageCodec.Addressed> bad() {
        return List.of(
                of(1, new WireBatch(0, 4, 1, 0, 0, new byte[0])), // not for this process
                of(-1, new Message.SourcesEnded(4)),
                of(Integer.MAX_VALUE, new Message.SourcesEnded(4)),
                of(2, new WireBatch(0, 3, 2, 0, 0, new byte[0])), // from a worker of this process
                of(2, new WireBatch(0, 0, 2, 0, 0, new byte[0])), // from a worker of a third
                of(2, new WireBatch(0, -4, 2, 0, 0, new byte[0])),
                of(2, new WireBatch(4, 4, 2, 0, 0, new byte[0])), // no such exchange
                of(2, new WireBatch(-1, 4, 2, 0, 0, new byte[0])),
                of(2, new WireBatch(0, 4, 2, -1, 0, new byte[0])),
                of(2, new WireBatch(0, 4, 2, 0, -1, new byte[0])),
                of(2, new Message.EpochEnd(9, 4, 2, 1)),
                of(2, new Message.EpochEnd(0, 4, 2, -1)),
                of(2, new Message.EndOfStream(0, 6, 2)),
                of(2, new Message.Credit(4, 2, 5, 1)),
                of(2, new Message.Credit(0, 2, 3, 1)), // credit that this process would give
                of(2, new Message.Credit(0, 2, 5, -1)),
                of(2, new Message.Close(2, 1, true, true)),
                of(2, new Message.Close(4, -1, true, true)),
                of(2, new Message.SourcesEnded(0)),
                of(2, new Message.Sealed(-1, 0)),
                of(2, new Message.Sealed(0, -1)),
                of(2, new Message.Partitions(-1, 2, List.of())),
                of(2, new Message.Partitions(0, 1, List.of())));
    }

    private static MessageCodec.Addressed overTheWire(MessageCodec.Addressed sent) throws FrameException {
        return MessageCodec.decode(
                Frames.one(Frames.bytes(MessageCodec.encode(Frames.ENCODER, sent.toWorker(), sent.message()), 0)));
    }

    @ParameterizedTest
    @MethodSource("good")
    void a_message_comes_out_as_it_went_in(MessageCodec.Addressed sent) throws Exception {
        assertThat(overTheWire(sent)).usingRecursiveComparison().isEqualTo(sent);
    }

    @ParameterizedTest
    @MethodSource("good")
    void what_a_peer_may_send_is_taken(MessageCodec.Addressed sent) {
        assertThatCode(() -> GUARD.check(sent)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void what_a_peer_may_not_send_is_refused(MessageCodec.Addressed sent) throws Exception {
        MessageCodec.Addressed received = overTheWire(sent);
        assertThatThrownBy(() -> GUARD.check(received))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("which this peer may not send");
    }

    @Test
    void a_batch_that_is_not_serialised_is_refused() {
        assertThatThrownBy(() -> MessageCodec.encode(Frames.ENCODER, 2, new Batch(0, 4, 2, 0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a batch must be serialised before it is sent to another process");
    }

    @Test
    void unknown_flags_of_a_close_are_refused() {
        byte[] close = Frames.bytes(
                Frames.ENCODER.frame(
                        FrameType.CLOSE, 0, out -> out.writeZero(16).writeByte(4)),
                0);
        assertThatThrownBy(() -> MessageCodec.decode(Frames.one(close))).isInstanceOf(FrameException.class);
    }

    @Test
    void names_that_lie_about_their_number_or_length_are_refused() {
        for (int count : new int[] {-1, 2, 3, Integer.MAX_VALUE}) {
            byte[] lie = Frames.bytes(
                    Frames.ENCODER.frame(FrameType.PARTITIONS, 8, out -> out.writeZero(12)
                            .writeInt(count)
                            .writeInt(count == 2 ? 5 : 4)
                            .writeInt(0)),
                    0);
            assertThatThrownBy(() -> MessageCodec.decode(Frames.one(lie)))
                    .as("count %d", count)
                    .isInstanceOf(FrameException.class);
        }
    }

    @Test
    void bytes_behind_the_names_are_refused() {
        byte[] lie = Frames.bytes(
                Frames.ENCODER.frame(
                        FrameType.PARTITIONS,
                        5,
                        out -> out.writeZero(12).writeInt(1).writeInt(0).writeByte(1)),
                0);
        assertThatThrownBy(() -> MessageCodec.decode(Frames.one(lie))).hasMessage("1 bytes too many");
    }

    @Test
    void the_largest_payload_fits_a_frame() {
        var encoder = new FrameEncoder(io.netty.buffer.UnpooledByteBufAllocator.DEFAULT, 8192);
        int most = MeshConfig.maxPayload(8192);
        var fits = new WireBatch(0, 4, 2, 0, 1, new byte[most]);
        MessageCodec.encode(encoder, 2, fits).release();
        var tooLarge = new WireBatch(0, 4, 2, 0, 1, new byte[most + 1]);
        assertThatThrownBy(() -> MessageCodec.encode(encoder, 2, tooLarge))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void many_names_survive() throws Exception {
        var sent = of(2, new Message.Partitions(1, 2, Collections.nCopies(10_000, "partition")));
        assertThat(overTheWire(sent)).isEqualTo(sent);
    }
}
