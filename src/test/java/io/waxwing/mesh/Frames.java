package io.waxwing.mesh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;

/** Frames for tests, built and read outside of any link. */
final class Frames {
    static final FrameEncoder ENCODER = new FrameEncoder(new UnpooledByteBufAllocator(false), MeshConfig.MAX_FRAME);

    private Frames() {}

    /** The bytes of a frame in its place; releases it. */
    static byte[] bytes(ByteBuf frame, long sequence) {
        FrameHeader.stamp(frame, sequence);
        var bytes = new byte[frame.readableBytes()];
        frame.readBytes(bytes);
        frame.release();
        return bytes;
    }

    /** Reads whole frames out of bytes. */
    static List<Frame> read(FrameDecoder decoder, byte[] bytes) throws FrameException {
        var frames = new ArrayList<Frame>();
        decoder.feed(Unpooled.wrappedBuffer(bytes), frames::add);
        return frames;
    }

    /** Reads the one frame that the bytes are. */
    static Frame one(byte[] bytes) throws FrameException {
        List<Frame> frames = read(new FrameDecoder(MeshConfig.MAX_FRAME), bytes);
        if (frames.size() != 1) {
            throw new AssertionError(frames.size() + " frames");
        }
        return frames.get(0);
    }

    static byte[] concat(byte[]... parts) {
        ByteBuf all = Unpooled.wrappedBuffer(parts);
        var bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
    }
}
