package io.waxwing.mesh;

import java.nio.ByteBuffer;

/**
 * A frame as it came: whole, undamaged and in its place.
 *
 * @param fields the fixed fields, {@link FrameType#fields} bytes
 * @param payload what follows them; owned by whoever takes the frame
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record Frame(FrameType type, byte[] fields, byte[] payload) {
    /** The fixed fields, to be read from the first. */
    ByteBuffer read() {
        return ByteBuffer.wrap(fields);
    }
}
