package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random and mutated frames against all that reads what comes over a socket: nothing escapes but a protocol error, and nothing
 * allocates beyond its limit. Half of the mutants get checksums that are right, so that they reach what lies behind these.
 *
 * <p>{@code -Dwaxwing.fuzz=N} for another number of frames, {@code -Dwaxwing.seed=S} for another seed.
 */
class ParserFuzzTest {
    private static final int FRAMES = Integer.getInteger("waxwing.fuzz", 2_000_000);
    private static final long SEED = Long.getLong("waxwing.seed", 20260101L);
    private static final int LIMIT = 4096;
    private static final long MOST_ALLOCATED = 64 << 10;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int[] EDGES = {0, 1, -1, 2, 4, 16, 17, 255, 4096, 65535, Integer.MAX_VALUE, Integer.MIN_VALUE};

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final MessageGuard guard = new MessageGuard(Node.config(0, Address.parseList("a:1;b:1"), Node.TIMEOUTS), 1);
    private final List<byte[]> corpus = corpus();
    private long taken;
    private long refused;

    private static List<byte[]> corpus() {
        var frames = new ArrayList<ByteBuf>();
        MessageCodecTest.good()
                .forEach(each -> frames.add(MessageCodec.encode(Frames.ENCODER, each.toWorker(), each.message())));
        MeshConfig config = Node.config(1, Address.parseList("a:1;b:1"), Node.TIMEOUTS);
        frames.add(new Handshake.Hello(1, 0, new Nonce(1, 2)).encode(Frames.ENCODER));
        frames.add(new Handshake.Config(new Nonce(3, 4), Agreement.of(config)).encode(Frames.ENCODER));
        for (Handshake.Reason reason : Handshake.Reason.values()) {
            frames.add(new Handshake.Rejection(reason, "why not").encode(Frames.ENCODER));
        }
        frames.add(Frames.ENCODER.frame(FrameType.READY, new Nonce(3, 4)));
        frames.add(Handshake.bytes(Frames.ENCODER, FrameType.CHALLENGE, new byte[TokenProof.BYTES]));
        frames.add(Handshake.bytes(Frames.ENCODER, FrameType.PROOF, new byte[TokenProof.BYTES]));
        frames.add(Frames.ENCODER.frame(FrameType.PING, 17));
        frames.add(
                Frames.ENCODER.frame(FrameType.ABORT, 5, out -> out.writeBytes(new byte[] {'b', 'o', 'o', 'm', 10})));
        frames.add(Frames.ENCODER.frame(FrameType.GOODBYE));
        return frames.stream().map(frame -> Frames.bytes(frame, 0)).toList();
    }

    @Test
    @Timeout(300)
    void nothing_but_a_protocol_error_escapes_and_no_frame_costs_more_than_its_limit() {
        for (int i = 0; i < FRAMES; i++) {
            byte[] mutant = random.nextInt(20) == 0 ? noise() : mutant();
            try {
                int cut = random.nextInt(mutant.length + 1);
                if (allocated(mutant, cut) > MOST_ALLOCATED) { // once more: the first time may have loaded classes
                    assertThat(allocated(mutant, cut)).isLessThan(MOST_ALLOCATED);
                }
            } catch (RuntimeException | Error e) {
                String bytes = HexFormat.of().formatHex(mutant);
                throw new AssertionError("frame " + i + " of seed " + SEED + ": " + bytes, e);
            }
        }
        assertThat(taken).isGreaterThan(FRAMES / 20);
        assertThat(refused).isGreaterThan(FRAMES / 20);
    }

    private long allocated(byte[] bytes, int cut) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        feed(bytes, cut);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private void feed(byte[] bytes, int cut) {
        var decoder = new FrameDecoder(LIMIT);
        try {
            decoder.feed(Unpooled.wrappedBuffer(bytes, 0, cut), this::read);
            decoder.feed(Unpooled.wrappedBuffer(bytes, cut, bytes.length - cut), this::read);
        } catch (FrameException e) {
            refused++;
        }
    }

    private boolean read(Frame frame) throws FrameException {
        switch (frame.type()) {
            case HELLO -> Handshake.Hello.decode(frame);
            case CONFIG -> Handshake.Config.decode(frame);
            case REJECT -> Handshake.Rejection.decode(frame);
            case READY, START -> Nonce.read(frame.read());
            case ABORT, OUTPUT_CLOSED -> Texts.words(frame.payload());
            case CHALLENGE, PROOF -> assertThat(frame.fields()).hasSize(TokenProof.BYTES);
            case PING, PONG -> frame.read().getLong();
            case NOT_READY, GOODBYE -> {
                if (frame.fields().length + frame.payload().length > 0) {
                    throw new AssertionError(frame.type() + " with a body");
                }
            }
            default -> guard.check(MessageCodec.decode(frame));
        }
        taken++;
        return true;
    }

    private byte[] noise() {
        var bytes = new byte[random.nextInt(100)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] mutant() {
        byte[] frame = corpus.get(random.nextInt(corpus.size())).clone();
        if (random.nextInt(4) == 0) {
            frame = java.util.Arrays.copyOf(frame, random.nextInt(frame.length + 64));
        }
        for (int i = random.nextInt(4); i > 0 && frame.length > 4; i--) {
            int at = random.nextInt(frame.length - 3);
            switch (random.nextInt(3)) {
                case 0 -> frame[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> frame[at] = (byte) random.nextInt(256);
                default -> java.nio.ByteBuffer.wrap(frame).putInt(at, EDGES[random.nextInt(EDGES.length)]);
            }
        }
        if (frame.length >= FrameHeader.BYTES && random.nextBoolean()) {
            repair(frame);
        }
        return frame;
    }

    /** Makes the checksums right, and mostly the length and magic, too. */
    private void repair(byte[] frame) {
        ByteBuf header = Unpooled.wrappedBuffer(frame);
        FrameType type = FrameType.of(frame[3] & 0xff);
        if (type != null && random.nextInt(8) != 0) {
            FrameHeader.write(header, type);
        }
        FrameHeader.stamp(header, 0);
    }
}
