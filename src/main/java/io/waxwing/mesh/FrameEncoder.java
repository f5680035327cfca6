package io.waxwing.mesh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.function.Consumer;

/**
 * Builds frames in pooled direct buffers. Any thread; the frame's sequence is stamped by the link that sends it.
 *
 * @param maxFrame bytes of the largest frame, header included
 */
record FrameEncoder(ByteBufAllocator allocator, int maxFrame) {
    /**
     * Builds a frame.
     *
     * @param payload bytes behind the fixed fields
     * @param body writes the fixed fields, then the payload
     * @throws IllegalArgumentException if it is larger than a frame may be
     */
    ByteBuf frame(FrameType type, int payload, Consumer<ByteBuf> body) {
        long size = (long) FrameHeader.BYTES + type.fields() + payload;
        if (size > maxFrame) {
            throw new IllegalArgumentException(type + " frame of " + size + " bytes is larger than the " + maxFrame
                    + " that all processes agreed on");
        }
        ByteBuf frame = allocator.directBuffer((int) size, (int) size);
        boolean built = false;
        try {
            frame.writerIndex(FrameHeader.BYTES);
            body.accept(frame);
            assert frame.writerIndex() == size : type + " frame: " + frame.writerIndex() + " bytes written of " + size;
            FrameHeader.write(frame, type);
            built = true;
            return frame;
        } finally {
            if (!built) {
                frame.release();
            }
        }
    }

    /** Builds a frame that has no body. */
    ByteBuf frame(FrameType type) {
        return frame(type, 0, body -> {});
    }

    /** Builds a frame whose body is one number. */
    ByteBuf frame(FrameType type, long number) {
        return frame(type, 0, body -> body.writeLong(number));
    }

    /** Builds a frame whose body is a generation. */
    ByteBuf frame(FrameType type, Nonce generation) {
        return frame(type, 0, generation::write);
    }
}
