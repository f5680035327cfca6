package io.waxwing.mesh;

import io.waxwing.text.Shown;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text in the payload of a frame: its length in bytes (4), then UTF-8. */
final class Texts {
    private static final int MOST_WORDS = 2048;

    private Texts() {}

    /** A reason in words as bytes, cut where it would not fit. */
    static byte[] capped(String words) {
        byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= MOST_WORDS ? bytes : Arrays.copyOf(bytes, MOST_WORDS);
    }

    /** A reason in words that came as payload, fit for printing. */
    static String words(byte[] payload) {
        return Shown.of(new String(payload, StandardCharsets.UTF_8), MOST_WORDS);
    }

    /** Reads one text; what claims to be longer than what is there is refused before anything is allocated. */
    static String read(ByteBuffer in) throws FrameException {
        if (in.remaining() < 4) {
            throw new FrameException("text cut short");
        }
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new FrameException("text of " + length + " bytes where " + in.remaining() + " are left");
        }
        String text = new String(in.array(), in.arrayOffset() + in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }

    /** Refuses trailing bytes. */
    static void mustEnd(ByteBuffer in) throws FrameException {
        if (in.hasRemaining()) {
            throw new FrameException(in.remaining() + " bytes too many");
        }
    }
}
