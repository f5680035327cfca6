package io.waxwing.recovery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** CRC-32C over what is saved and where it belongs; not negative. For one thread. */
final class Checksums {
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer numbers = ByteBuffer.allocate(8 * Long.BYTES);

    /** Of a block: run, place and rows, all as 8 bytes; its bytes; the step's name in UTF-8. */
    long ofBlock(String step, long run, int place, int rows, byte[] bytes) {
        crc.reset();
        numbers.clear();
        numbers.putLong(run).putLong(place).putLong(rows);
        crc.update(numbers.flip());
        crc.update(bytes);
        crc.update(step.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    /** Of what is known of a run: all its numbers in their order, as 8 bytes; the step's name in UTF-8. */
    long ofRun(String step, Run run) {
        crc.reset();
        numbers.clear();
        numbers.putLong(run.id())
                .putLong(run.first())
                .putLong(run.last())
                .putLong(run.rows())
                .putLong(run.blocks())
                .putLong(run.bytes())
                .putLong(run.digest());
        crc.update(numbers.flip());
        crc.update(step.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
