package io.waxwing.serde;

import com.esotericsoftware.kryo.io.KryoBufferOverflowException;
import com.esotericsoftware.kryo.io.Output;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Kryo's output with our own text and room made ahead. Text is its length (with the lowest bit set if some character is beyond
 * Latin-1), then one byte a character, or two. It comes back exactly, lone surrogates too.
 */
final class PayloadOutput extends Output {
    private static final int INITIAL = 4096;

    PayloadOutput(int maxBytes) {
        super(Math.min(INITIAL, maxBytes), maxBytes);
    }

    /** One that only counts: what is written is thrown away. Stops with an overflow beyond the limit. */
    static PayloadOutput counting(long limit) {
        PayloadOutput output = new PayloadOutput(Integer.MAX_VALUE - 8);
        output.outputStream = new Counter(limit);
        return output;
    }

    /** Makes room for so many bytes in the array, which may be another one afterwards. */
    void ensure(int bytes) {
        require(bytes);
    }

    /** Shrinks the array if one large payload made it grow beyond this. */
    void forgetBeyond(int bytes) {
        if (buffer.length > bytes) {
            buffer = new byte[INITIAL];
            capacity = INITIAL;
        }
    }

    /** Writes text that is not null. */
    void writeText(String text) {
        int length = text.length();
        if (isLatin1(text)) {
            writeVarLong((long) length << 1, true);
            require(length);
            putLatin1(text, length, buffer, position);
            position += length;
        } else {
            writeVarLong((long) length << 1 | 1, true);
            for (int i = 0; i < length; i++) {
                writeChar(text.charAt(i));
            }
        }
    }

    static boolean isLatin1(String text) {
        int seen = 0;
        for (int i = 0, n = text.length(); i < n; i++) {
            seen |= text.charAt(i);
        }
        return seen < 256;
    }

    @SuppressWarnings("deprecation") // the one copy out of a String that allocates nothing; it is exact for Latin-1
    static void putLatin1(String text, int length, byte[] into, int at) {
        text.getBytes(0, length, into, at);
    }

    /** For serializers of Kryo's that write text; null is told apart. */
    @Override
    public void writeString(@Nullable String text) {
        writeBoolean(text != null);
        if (text != null) {
            writeText(text);
        }
    }

    @Override
    public void writeAscii(@Nullable String text) {
        writeString(text);
    }

    private static final class Counter extends OutputStream {
        private long left;

        Counter(long limit) {
            left = limit;
        }

        @Override
        public void write(int b) {
            take(1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            take(length);
        }

        private void take(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw new KryoBufferOverflowException("too much to count");
            }
        }
    }
}
