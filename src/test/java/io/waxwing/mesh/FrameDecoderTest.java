package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
    private static final int LIMIT = 4096;

    private static byte[] abort(String cause, long sequence) {
        byte[] words = Texts.capped(cause);
        return Frames.bytes(
                Frames.ENCODER.frame(FrameType.ABORT, words.length, out -> out.writeBytes(words)), sequence);
    }

    private static byte[] ping(long number, long sequence) {
        return Frames.bytes(Frames.ENCODER.frame(FrameType.PING, number), sequence);
    }

    /** Changes a header field and makes its checksum right again. */
    private static byte[] forge(byte[] frame, int at, int value) {
        ByteBuf forged = Unpooled.wrappedBuffer(frame.clone());
        forged.setInt(at, value);
        var crc = new CRC32C();
        crc.update(forged.array(), 0, 24);
        forged.setInt(24, (int) crc.getValue());
        return forged.array();
    }

    @Test
    void frames_split_at_every_point_come_out_whole() throws Exception {
        byte[] stream = Frames.concat(
                ping(7, 0), abort("because", 1), Frames.bytes(Frames.ENCODER.frame(FrameType.GOODBYE), 2));
        for (int first = 0; first <= stream.length; first++) {
            for (int second = first; second <= stream.length; second++) {
                var decoder = new FrameDecoder(LIMIT);
                var frames = new ArrayList<Frame>();
                frames.addAll(Frames.read(decoder, Arrays.copyOfRange(stream, 0, first)));
                frames.addAll(Frames.read(decoder, Arrays.copyOfRange(stream, first, second)));
                frames.addAll(Frames.read(decoder, Arrays.copyOfRange(stream, second, stream.length)));
                assertThat(frames)
                        .extracting(Frame::type)
                        .containsExactly(FrameType.PING, FrameType.ABORT, FrameType.GOODBYE);
                assertThat(frames.get(0).read().getLong()).isEqualTo(7);
                assertThat(Texts.words(frames.get(1).payload())).isEqualTo("because");
            }
        }
    }

    @Test
    void byte_by_byte_is_enough() throws Exception {
        var decoder = new FrameDecoder(LIMIT);
        var frames = new ArrayList<Frame>();
        for (byte each : abort("slow", 0)) {
            frames.addAll(Frames.read(decoder, new byte[] {each}));
        }
        assertThat(frames).hasSize(1);
    }

    @Test
    void any_flipped_bit_is_found() throws Exception {
        byte[] good = abort("cause", 0);
        assertThat(Frames.one(good).type()).isEqualTo(FrameType.ABORT);
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> Frames.read(new FrameDecoder(LIMIT), bad))
                    .as("bit %d", bit)
                    .isInstanceOf(FrameException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, LIMIT - FrameHeader.BYTES + 1, LIMIT, Integer.MAX_VALUE})
    void a_lying_length_is_refused_when_the_header_is_in(int length) {
        byte[] header = Arrays.copyOf(forge(abort("cause", 0), 8, length), FrameHeader.BYTES);
        assertThatThrownBy(() -> Frames.read(new FrameDecoder(LIMIT), header))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining(String.valueOf(length < 0 ? length : length + (long) FrameHeader.BYTES));
    }

    @Test
    void the_largest_frame_is_taken() throws Exception {
        byte[] cause = new byte[LIMIT - FrameHeader.BYTES];
        ByteBuf frame = Frames.ENCODER.frame(FrameType.ABORT, cause.length, out -> out.writeBytes(cause));
        assertThat(Frames.read(new FrameDecoder(LIMIT), Frames.bytes(frame, 0))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(FrameType.class)
    void a_body_must_fit_its_type(FrameType type) {
        byte[] fit = Frames.bytes(Frames.ENCODER.frame(type, 0, out -> out.writeZero(type.fields())), 0);
        List<Integer> lengths =
                type.hasPayload() ? List.of(type.fields() - 1) : List.of(type.fields() - 1, type.fields() + 1);
        for (int length : lengths) {
            assertThatThrownBy(() -> Frames.read(new FrameDecoder(LIMIT), forge(fit, 8, length)))
                    .isInstanceOf(FrameException.class)
                    .hasMessageContaining("length");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1 << 31, 0x00ff0000})
    void unknown_flags_are_refused(int flags) {
        assertThatThrownBy(() -> Frames.read(new FrameDecoder(LIMIT), forge(ping(0, 0), 4, flags)))
                .isInstanceOf(FrameException.class)
                .hasMessage("unknown flags " + Integer.toHexString(flags));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 14, 15, 26, 255})
    void unknown_types_are_refused(int code) {
        byte[] frame = ping(0, 0);
        int start = (frame[0] & 0xff) << 24 | (frame[1] & 0xff) << 16 | (frame[2] & 0xff) << 8 | code;
        assertThatThrownBy(() -> Frames.read(new FrameDecoder(LIMIT), forge(frame, 0, start)))
                .isInstanceOf(FrameException.class)
                .hasMessage("unknown frame type " + code);
    }

    @Test
    void a_header_of_another_version_is_told_from_noise() {
        byte[] frame = ping(0, 0);
        int start = (frame[0] & 0xff) << 24 | (frame[1] & 0xff) << 16 | 9 << 8 | 200;
        assertThatThrownBy(() -> Frames.read(new FrameDecoder(LIMIT), forge(frame, 0, start)))
                .isInstanceOfSatisfying(FrameException.Version.class, e -> assertThat(e.theirs())
                        .isEqualTo(9));
    }

    @Test
    void a_frame_that_comes_twice_is_refused() {
        assertThatThrownBy(() -> Frames.read(new FrameDecoder(LIMIT), Frames.concat(ping(0, 0), ping(0, 0))))
                .isInstanceOf(FrameException.class)
                .hasMessage("frame 0 where 1 was expected");
    }

    @Test
    void a_frame_that_is_left_out_is_noticed_at_the_next() {
        assertThatThrownBy(() -> Frames.read(new FrameDecoder(LIMIT), Frames.concat(ping(0, 0), ping(0, 2))))
                .isInstanceOf(FrameException.class)
                .hasMessage("frame 2 where 1 was expected");
    }

    @Test
    void noise_is_refused_at_its_second_byte() {
        assertThatThrownBy(() -> Frames.read(new FrameDecoder(LIMIT), new byte[] {'G', 'E'}))
                .isInstanceOf(FrameException.class)
                .hasMessage("no Waxwing frame");
    }

    @Test
    void after_an_error_nothing_is_read_any_more() throws Exception {
        var decoder = new FrameDecoder(LIMIT);
        byte[] noise = new byte[FrameHeader.BYTES];
        assertThatThrownBy(() -> Frames.read(decoder, noise)).isInstanceOf(FrameException.class);
        assertThat(Frames.read(decoder, ping(0, 0))).isEmpty();
    }

    @Test
    void a_sink_that_wants_no_more_gets_no_more() throws Exception {
        var decoder = new FrameDecoder(LIMIT);
        var taken = new ArrayList<Frame>();
        decoder.feed(Unpooled.wrappedBuffer(ping(0, 0), ping(1, 1)), frame -> {
            taken.add(frame);
            return false;
        });
        assertThat(taken).hasSize(1);
    }

    @Test
    void the_limit_can_be_raised_between_frames() throws Exception {
        var decoder = new FrameDecoder(64);
        byte[] cause = new byte[1000];
        byte[] large =
                Frames.bytes(Frames.ENCODER.frame(FrameType.ABORT, cause.length, out -> out.writeBytes(cause)), 1);
        Frames.read(decoder, ping(0, 0));
        decoder.raiseLimit(2000);
        assertThat(Frames.read(decoder, large)).hasSize(1);
    }

    @Test
    void a_frame_that_is_too_large_is_refused_by_the_sender() {
        var small = new FrameEncoder(io.netty.buffer.UnpooledByteBufAllocator.DEFAULT, 64);
        assertThatThrownBy(() -> small.frame(FrameType.BATCH, 100, out -> out.writeZero(124)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("BATCH frame of 152 bytes is larger than the 64 that all processes agreed on");
    }
}
