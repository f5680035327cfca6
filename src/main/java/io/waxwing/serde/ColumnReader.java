package io.waxwing.serde;

import com.esotericsoftware.kryo.Serializer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ColumnWriter} wrote. */
final class ColumnReader {
    private static final VarHandle LONG = view(long[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle SHORT = view(short[].class);

    private ColumnReader() {}

    /** Fills the first values of the array. */
    static void read(WireKryo kryo, PayloadInput in, int count, @Nullable Object[] values) {
        int kind = in.readByte();
        switch (kind) {
            case Column.ANY -> readAny(kryo, in, count, values);
            case Column.SAME -> readSame(kryo, in, count, values);
            case Column.TEXT -> readTexts(in, count, values);
            case Column.LONGS -> readLongs(in, count, values);
            case Column.INTS -> readInts(in, count, values);
            case Column.DOUBLES -> readDoubles(in, count, values);
            case Column.NULLS -> Arrays.fill(values, 0, count, null);
            default -> throw SerdeException.malformed("a column of kind " + kind);
        }
    }

    private static void readAny(WireKryo kryo, PayloadInput in, int count, @Nullable Object[] values) {
        for (int i = 0; i < count; i++) {
            values[i] = kryo.readAny(in);
        }
    }

    private static void readSame(WireKryo kryo, PayloadInput in, int count, @Nullable Object[] values) {
        KnownType type = kryo.readType(in);
        Serializer<Object> serializer = type.serializer();
        for (int i = 0; i < count; i++) {
            values[i] = kryo.readObject(in, Object.class, serializer);
        }
    }

    private static void readTexts(PayloadInput in, int count, @Nullable Object[] values) {
        for (int i = 0; i < count; i++) {
            values[i] = in.readText();
        }
    }

    private static void readLongs(PayloadInput in, int count, @Nullable Object[] values) {
        int width = in.readByte();
        int position = in.take(count, width);
        byte[] buffer = in.getBuffer();
        switch (width) {
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = (long) buffer[position++];
                }
            }
            case 2 -> {
                for (int i = 0; i < count; i++, position += 2) {
                    values[i] = (long) (short) SHORT.get(buffer, position);
                }
            }
            case 4 -> {
                for (int i = 0; i < count; i++, position += 4) {
                    values[i] = (long) (int) INT.get(buffer, position);
                }
            }
            case 8 -> {
                for (int i = 0; i < count; i++, position += 8) {
                    values[i] = (long) LONG.get(buffer, position);
                }
            }
            default -> throw SerdeException.malformed("numbers of " + width + " bytes");
        }
    }

    private static void readInts(PayloadInput in, int count, @Nullable Object[] values) {
        int width = in.readByte();
        int position = in.take(count, width);
        byte[] buffer = in.getBuffer();
        switch (width) {
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = (int) buffer[position++];
                }
            }
            case 2 -> {
                for (int i = 0; i < count; i++, position += 2) {
                    values[i] = (int) (short) SHORT.get(buffer, position);
                }
            }
            case 4 -> {
                for (int i = 0; i < count; i++, position += 4) {
                    values[i] = (int) INT.get(buffer, position);
                }
            }
            default -> throw SerdeException.malformed("numbers of " + width + " bytes");
        }
    }

    private static void readDoubles(PayloadInput in, int count, @Nullable Object[] values) {
        int position = in.take(count, Double.BYTES);
        byte[] buffer = in.getBuffer();
        for (int i = 0; i < count; i++, position += 8) {
            values[i] = Double.longBitsToDouble((long) LONG.get(buffer, position));
        }
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }
}
