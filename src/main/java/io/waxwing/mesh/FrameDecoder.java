package io.waxwing.mesh;

import io.netty.buffer.ByteBuf;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what comes over a link into frames. Bytes may come in any pieces; the body is read straight into the arrays that are
 * handed on. Nothing is allocated for a body before its header has been checked. Used by the I/O thread alone.
 */
final class FrameDecoder {
    private static final byte[] EMPTY = {};

    private final byte[] head = new byte[FrameHeader.BYTES];
    private int maxFrame;
    private long sequence;
    private @Nullable FrameHeader header;
    private byte[] fields = EMPTY;
    private byte[] payload = EMPTY;
    /** Bytes of the current frame that are in. */
    private int filled;

    private boolean broken;

    /** Takes whole frames. */
    interface Sink {
        /** Takes one frame; false: no more are wanted. */
        boolean accept(Frame frame) throws FrameException;
    }

    /** Makes a decoder for frames of at most {@code maxFrame} bytes, header included. */
    FrameDecoder(int maxFrame) {
        this.maxFrame = maxFrame;
    }

    /** Allows larger frames, from the next on. */
    void raiseLimit(int newMaxFrame) {
        maxFrame = Math.max(maxFrame, newMaxFrame);
    }

    /** Reads all of {@code in}. After an error, or when the sink wants no more, what comes is skipped. */
    void feed(ByteBuf in, Sink sink) throws FrameException {
        try {
            while (!broken && in.isReadable()) {
                if (header == null) {
                    fillHeader(in);
                } else {
                    fillBody(in, header);
                }
                if (header != null && filled == header.length()) {
                    broken = !sink.accept(complete(header));
                }
            }
        } catch (FrameException e) {
            broken = true;
            throw e;
        }
    }

    private void fillHeader(ByteBuf in) throws FrameException {
        filled += take(in, head, filled);
        if (filled < head.length) {
            if (filled >= 2) {
                FrameHeader.checkMagic(head); // noise is not waited for
            }
            return;
        }
        FrameHeader read = FrameHeader.read(head);
        if (read.length() > maxFrame - FrameHeader.BYTES) {
            throw new FrameException(read.type() + " frame of " + (read.length() + (long) FrameHeader.BYTES)
                    + " bytes, at most " + maxFrame + " are allowed");
        }
        if (read.sequence() != sequence) {
            throw new FrameException("frame " + read.sequence() + " where " + sequence + " was expected");
        }
        sequence++;
        fields = new byte[read.type().fields()];
        payload = read.length() == fields.length ? EMPTY : new byte[read.length() - fields.length];
        header = read;
        filled = 0;
    }

    private void fillBody(ByteBuf in, FrameHeader frame) {
        if (filled < fields.length) {
            filled += take(in, fields, filled);
        }
        if (filled >= fields.length && filled < frame.length()) {
            filled += take(in, payload, filled - fields.length);
        }
    }

    private Frame complete(FrameHeader frame) throws FrameException {
        var crc = new CRC32C();
        crc.update(fields);
        crc.update(payload);
        if ((int) crc.getValue() != frame.bodyCrc()) {
            throw new FrameException(frame.type() + " frame damaged on its way (checksum)");
        }
        var whole = new Frame(frame.type(), fields, payload);
        header = null;
        fields = EMPTY;
        payload = EMPTY;
        filled = 0;
        return whole;
    }

    private static int take(ByteBuf in, byte[] into, int at) {
        int count = Math.min(in.readableBytes(), into.length - at);
        in.readBytes(into, at, count);
        return count;
    }
}
