package io.waxwing.recovery;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages between stores that would not fit into a frame, as when the state of one key is large: they go in parts, one behind the other.
 * What comes from a process is in order among bulk messages, and among the others, so of each kind there is one message in the making.
 *
 * <pre>
 *  [whole: 0; bulk: 1, its last part: 2; other: 3, its last part: 4] [bytes]
 * </pre>
 */
final class Parts {
    /** Well below a frame, so that heartbeats and items get in between. */
    static final int BYTES = 4 << 20;

    /** No state is larger. */
    private static final long LIMIT = 1L << 30;

    private static final int WHOLE = 0;
    private static final int BULK = 1;
    private static final int OTHER = 3;

    private ByteArrayOutputStream bulk = new ByteArrayOutputStream(0);
    private ByteArrayOutputStream other = new ByteArrayOutputStream(0);

    /** What to send for a message. */
    static List<byte[]> of(byte[] message, boolean bulk) {
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from == 0 || from < message.length; from += BYTES) {
            int length = Math.min(BYTES, message.length - from);
            boolean last = from + length == message.length;
            byte[] part = new byte[length + 1];
            part[0] = (byte) (length == message.length ? WHOLE : (bulk ? BULK : OTHER) + (last ? 1 : 0));
            System.arraycopy(message, from, part, 1, length);
            parts.add(part);
        }
        return parts;
    }

    /** Takes what came; gives the message when it is whole. */
    byte @Nullable [] take(byte[] part) {
        int kind = part.length == 0 ? -1 : part[0];
        if (kind == WHOLE) {
            return rest(part);
        }
        if (kind < BULK || kind > OTHER + 1) {
            throw new IllegalArgumentException("a part of a message about saved state cannot be read");
        }
        boolean isBulk = kind < OTHER;
        ByteArrayOutputStream gathered = isBulk ? bulk : other;
        if (gathered.size() + (long) part.length > LIMIT) {
            throw new IllegalArgumentException("a message about saved state is larger than " + LIMIT + " bytes");
        }
        gathered.writeBytes(rest(part));
        if (kind == BULK || kind == OTHER) {
            return null;
        }
        if (isBulk) {
            bulk = new ByteArrayOutputStream(0);
        } else {
            other = new ByteArrayOutputStream(0);
        }
        return gathered.toByteArray();
    }

    private static byte[] rest(byte[] part) {
        byte[] rest = new byte[part.length - 1];
        System.arraycopy(part, 1, rest, 0, rest.length);
        return rest;
    }
}
