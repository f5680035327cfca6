package io.waxwing.serde;

import com.esotericsoftware.kryo.io.KryoBufferOverflowException;
import com.esotericsoftware.kryo.io.Output;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Kryo's output with our own text and room made ahead. Text is its length (with the lowest bit set if some character is beyond
 * Latin-1), then one byte a character, or two. It comes back exactly, lone surrogates too.
 */
final class PayloadOutput extends Output {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int INITIAL = 4096;
    private static final int SHORT = 64; // its length and a bit are in one byte

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
        if (outputStream != null) {
            countText(text);
        } else if (length < SHORT) {
            require(1 + length);
            buffer[position] = (byte) (length << 1);
            if (Latin1.put(text, length, buffer, position + 1)) {
                position += 1 + length;
            } else {
                writeWide(text);
            }
        } else {
            require(length); // fails before the length times two could overflow
            require(varIntLength(length << 1, true) + length);
            int start = position;
            writeVarInt(length << 1, true);
            if (Latin1.put(text, length, buffer, position)) {
                position += length;
            } else {
                position = start;
                writeWide(text);
            }
        }
    }

    private void writeWide(String text) {
        writeVarInt(text.length() << 1 | 1, true);
        for (int i = 0; i < text.length(); i++) {
            writeChar(text.charAt(i));
        }
    }

    private void countText(String text) {
        boolean latin1 = Latin1.isLatin1(text);
        writeVarLong((long) text.length() << 1, true);
        for (long left = latin1 ? text.length() : 2L * text.length(); left > 0; left--) {
            writeByte(0);
        }
    }

    /** Eight bytes at once. */
    @Override
    public void writeLong(long value) {
        require(Long.BYTES);
        LONG.set(buffer, position, value);
        position += Long.BYTES;
    }

    @Override
    public void writeDouble(double value) {
        writeLong(Double.doubleToLongBits(value));
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
