package io.waxwing.mesh;

import io.netty.buffer.ByteBuf;
import java.util.zip.CRC32C;

/**
 * The 28 bytes before every frame, big-endian.
 *
 * <pre>
 *  0      2      3      4         8         12         16                  24           28
 *  +------+------+------+---------+---------+----------+-------------------+------------+
 *  | "WX" | ver. | type | flags 0 | length  | body crc | sequence          | header crc |
 *  +------+------+------+---------+---------+----------+-------------------+------------+
 * </pre>
 *
 * <p>Length counts the body alone: the fixed fields of the type and its payload. The body has a CRC32C of its own, so that it
 * is computed on the sending worker's thread; the header's covers bytes 0 to 23 and is checked before the length is believed.
 * The sequence begins at 0 on each link and direction and goes up by one per frame.
 *
 * @param length bytes of the body
 */
record FrameHeader(FrameType type, int length, int bodyCrc, long sequence) {
    static final int BYTES = 28;
    static final int VERSION = 2;

    private static final int MAGIC = 'W' << 8 | 'X';
    private static final int SEQUENCE_AT = 16;
    private static final int CRC_AT = 24;

    /** Writes all but the sequence and the header's CRC into the first bytes of a frame whose body is complete. */
    static void write(ByteBuf frame, FrameType type) {
        int length = frame.writerIndex() - BYTES;
        frame.setShort(0, MAGIC)
                .setByte(2, VERSION)
                .setByte(3, type.code())
                .setInt(4, 0)
                .setInt(8, length)
                .setInt(12, crc(frame, BYTES, length));
    }

    /** Gives a frame its place on a link. */
    static void stamp(ByteBuf frame, long sequence) {
        frame.setLong(SEQUENCE_AT, sequence);
        frame.setInt(CRC_AT, crc(frame, 0, CRC_AT));
    }

    /** Reads and checks a header; the caller compares sequence and length with what it allows. */
    static FrameHeader read(byte[] bytes) throws FrameException {
        checkMagic(bytes);
        var header = java.nio.ByteBuffer.wrap(bytes, 0, BYTES);
        var crc = new CRC32C();
        crc.update(bytes, 0, CRC_AT);
        if ((int) crc.getValue() != header.getInt(CRC_AT)) {
            throw new FrameException("header damaged on its way (checksum)");
        }
        int version = header.get(2) & 0xff;
        if (version != VERSION) {
            throw new FrameException.Version(version);
        }
        FrameType type = FrameType.of(header.get(3) & 0xff);
        if (type == null) {
            throw new FrameException("unknown frame type " + (header.get(3) & 0xff));
        }
        if (header.getInt(4) != 0) {
            throw new FrameException("unknown flags " + Integer.toHexString(header.getInt(4)));
        }
        int length = header.getInt(8);
        if (length < type.fields() || (length > type.fields() && !type.hasPayload())) {
            throw new FrameException("length " + length + " of a " + type + " frame");
        }
        return new FrameHeader(type, length, header.getInt(12), header.getLong(SEQUENCE_AT));
    }

    /** Refuses what does not begin like a frame; two bytes are enough to tell. */
    static void checkMagic(byte[] bytes) throws FrameException {
        if (bytes[0] != (byte) (MAGIC >> 8) || bytes[1] != (byte) MAGIC) {
            throw new FrameException("no Waxwing frame");
        }
    }

    private static int crc(ByteBuf frame, int from, int length) {
        var crc = new CRC32C();
        crc.update(frame.nioBuffer(from, length));
        return (int) crc.getValue();
    }
}
