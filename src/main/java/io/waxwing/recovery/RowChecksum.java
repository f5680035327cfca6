package io.waxwing.recovery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The checksum of a row as it is saved: over all that is in it. For one thread. */
final class RowChecksum {
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer numbers = ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES + 1);

    /** CRC-32C, not negative. */
    long of(String step, long epoch, long hash, byte[] key, byte @Nullable [] state) {
        crc.reset();
        numbers.clear();
        numbers.putLong(epoch).putLong(hash).putInt(key.length).put((byte) (state == null ? 0 : 1));
        crc.update(numbers.flip());
        crc.update(key);
        if (state != null) {
            crc.update(state);
        }
        crc.update(step.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
