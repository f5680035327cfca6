package io.waxwing.serde;

import com.esotericsoftware.kryo.io.Input;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Kryo's input over exactly one array. A count or length that the array can't hold is refused before anything is allocated for
 * it; Kryo itself trusts what it reads.
 */
final class PayloadInput extends Input {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    PayloadInput() {
        super(new byte[0]);
    }

    int remaining() {
        return limit - position;
    }

    /** How many elements follow, each at least so many bytes long. */
    int readCount(int minBytesEach) {
        int count = readVarInt(true);
        if (count < 0 || (long) count * minBytesEach > remaining()) {
            throw SerdeException.malformed(
                    "a size of " + (count & 0xffffffffL) + " is declared where " + remaining() + " bytes are left");
        }
        return count;
    }

    /** Skips elements of a fixed width, which must all be there, and says where they begin in the array. */
    int take(int count, int width) {
        int start = position;
        if (width < 0 || (long) count * width > remaining()) {
            throw SerdeException.malformed(
                    count + " numbers of " + width + " bytes where " + remaining() + " are left");
        }
        position += count * width;
        return start;
    }

    /** Reads text that is not null. */
    String readText() {
        int header = readVarInt(true);
        int length = header >>> 1;
        boolean wide = (header & 1) != 0;
        if (length > (wide ? remaining() / 2 : remaining())) {
            throw SerdeException.malformed(
                    "a text of " + length + " characters where " + remaining() + " bytes are left");
        }
        return wide ? readWide(length) : readLatin1(length);
    }

    private String readLatin1(int length) {
        String text = new String(buffer, position, length, StandardCharsets.ISO_8859_1);
        position += length;
        return text;
    }

    private String readWide(int length) {
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = readChar();
        }
        return new String(text);
    }

    @Override
    public long readLong() {
        require(Long.BYTES);
        long value = (long) LONG.get(buffer, position);
        position += Long.BYTES;
        return value;
    }

    @Override
    public double readDouble() {
        return Double.longBitsToDouble(readLong());
    }

    @Override
    public @Nullable String readString() {
        return readBoolean() ? readText() : null;
    }

    @Override
    public @Nullable StringBuilder readStringBuilder() {
        String text = readString();
        return text == null ? null : new StringBuilder(text);
    }

    @Override
    protected int require(int bytes) {
        int remaining = remaining();
        if (remaining < bytes) {
            throw SerdeException.malformed("it ends too early");
        }
        return remaining;
    }

    @Override
    protected int optional(int bytes) {
        return remaining() == 0 ? -1 : Math.min(remaining(), bytes);
    }

    @Override
    public byte[] readBytes(int length) {
        return super.readBytes(fitting(length, 1));
    }

    @Override
    public int[] readInts(int length) {
        return super.readInts(fitting(length, Integer.BYTES));
    }

    @Override
    public int[] readInts(int length, boolean optimizePositive) {
        return super.readInts(fitting(length, 1), optimizePositive);
    }

    @Override
    public long[] readLongs(int length) {
        return super.readLongs(fitting(length, Long.BYTES));
    }

    @Override
    public long[] readLongs(int length, boolean optimizePositive) {
        return super.readLongs(fitting(length, 1), optimizePositive);
    }

    @Override
    public float[] readFloats(int length) {
        return super.readFloats(fitting(length, Float.BYTES));
    }

    @Override
    public double[] readDoubles(int length) {
        return super.readDoubles(fitting(length, Double.BYTES));
    }

    @Override
    public short[] readShorts(int length) {
        return super.readShorts(fitting(length, Short.BYTES));
    }

    @Override
    public char[] readChars(int length) {
        return super.readChars(fitting(length, Character.BYTES));
    }

    @Override
    public boolean[] readBooleans(int length) {
        return super.readBooleans(fitting(length, 1));
    }

    private int fitting(int length, int bytesEach) {
        if (length < 0 || (long) length * bytesEach > remaining()) {
            throw SerdeException.malformed(
                    "an array of " + length + " is declared where " + remaining() + " bytes are left");
        }
        return length;
    }
}
