package io.waxwing.serde;

import com.esotericsoftware.kryo.Serializer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Writes values of one batch side by side, see {@link Column}. Owned by one thread. */
final class ColumnWriter {
    private static final @Nullable Object[] NOTHING = {};
    private static final VarHandle LONG = view(long[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle SHORT = view(short[].class);

    private final PayloadOutput out;
    private @Nullable Object[] column = NOTHING;
    private int at;

    ColumnWriter(PayloadOutput out) {
        this.out = out;
    }

    /** Where the last call of {@link #write} was when it failed. */
    int at() {
        return at;
    }

    /** The value the last call of {@link #write} was at. */
    @Nullable
    Object item() {
        return at < column.length ? column[at] : null;
    }

    /** Lets go of the values. */
    void forget() {
        column = NOTHING;
    }

    /**
     * Writes values from..to (exclusive) until about so many bytes are used, but at least one.
     *
     * @return the index after the last value written
     */
    int write(WireKryo kryo, @Nullable Object[] values, int from, int to, int limit) {
        column = values;
        at = from;
        if (values[from] == null && allNull(values, from, to)) {
            out.writeByte(Column.NULLS);
            return to;
        }
        Class<?> type = commonClass(values, from, to);
        if (type == String.class) {
            return writeTexts(values, from, to, limit);
        }
        if (type == Long.class) {
            return writeLongs(values, from, atMost(from, to, limit, Long.BYTES));
        }
        if (type == Integer.class) {
            return writeInts(values, from, atMost(from, to, limit, Integer.BYTES));
        }
        if (type == Double.class) {
            return writeDoubles(values, from, atMost(from, to, limit, Double.BYTES));
        }
        return type == null ? writeAny(kryo, values, from, to, limit) : writeSame(kryo, type, values, from, to, limit);
    }

    private static boolean allNull(@Nullable Object[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            if (values[i] != null) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Class<?> commonClass(@Nullable Object[] values, int from, int to) {
        Object first = values[from];
        if (first == null) {
            return null;
        }
        Class<?> type = first.getClass();
        for (int i = from + 1; i < to; i++) {
            Object value = values[i];
            if (value == null || value.getClass() != type) {
                return null;
            }
        }
        return type;
    }

    private static int atMost(int from, int to, int limit, int bytesEach) {
        return from + Math.max(1, Math.min(to - from, limit / bytesEach));
    }

    private int writeAny(WireKryo kryo, @Nullable Object[] values, int from, int to, int limit) {
        int end = endOf(limit);
        out.writeByte(Column.ANY);
        for (int i = from; i < to; i++) {
            at = i;
            kryo.writeAny(out, values[i]);
            if (out.position() >= end) {
                return i + 1;
            }
        }
        return to;
    }

    private int writeSame(WireKryo kryo, Class<?> type, @Nullable Object[] values, int from, int to, int limit) {
        int end = endOf(limit);
        out.writeByte(Column.SAME);
        Serializer<Object> serializer = kryo.resolver().write(out, type).serializer();
        for (int i = from; i < to; i++) {
            at = i;
            kryo.writeObject(out, values[i], serializer);
            if (out.position() >= end) {
                return i + 1;
            }
        }
        return to;
    }

    private int writeTexts(@Nullable Object[] values, int from, int to, int limit) {
        int end = endOf(limit);
        out.writeByte(Column.TEXT);
        for (int i = from; i < to; i++) {
            at = i;
            out.writeText((String) values[i]);
            if (out.position() >= end) {
                return i + 1;
            }
        }
        return to;
    }

    private int writeLongs(@Nullable Object[] values, int from, int to) {
        long min = 0;
        long max = 0;
        for (int i = from; i < to; i++) {
            long value = (Long) values[i];
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        int width = Column.width(min, max);
        byte[] buffer = open(Column.LONGS, width, to - from);
        int position = out.position();
        switch (width) {
            case 1 -> {
                for (int i = from; i < to; i++) {
                    buffer[position++] = (byte) (long) (Long) values[i];
                }
            }
            case 2 -> {
                for (int i = from; i < to; i++, position += 2) {
                    SHORT.set(buffer, position, (short) (long) (Long) values[i]);
                }
            }
            case 4 -> {
                for (int i = from; i < to; i++, position += 4) {
                    INT.set(buffer, position, (int) (long) (Long) values[i]);
                }
            }
            default -> {
                for (int i = from; i < to; i++, position += 8) {
                    LONG.set(buffer, position, (long) (Long) values[i]);
                }
            }
        }
        out.setPosition(position);
        return to;
    }

    private int writeInts(@Nullable Object[] values, int from, int to) {
        int min = 0;
        int max = 0;
        for (int i = from; i < to; i++) {
            int value = (Integer) values[i];
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        int width = Column.width(min, max);
        byte[] buffer = open(Column.INTS, width, to - from);
        int position = out.position();
        switch (width) {
            case 1 -> {
                for (int i = from; i < to; i++) {
                    buffer[position++] = (byte) (int) (Integer) values[i];
                }
            }
            case 2 -> {
                for (int i = from; i < to; i++, position += 2) {
                    SHORT.set(buffer, position, (short) (int) (Integer) values[i]);
                }
            }
            default -> {
                for (int i = from; i < to; i++, position += 4) {
                    INT.set(buffer, position, (int) (Integer) values[i]);
                }
            }
        }
        out.setPosition(position);
        return to;
    }

    private int writeDoubles(@Nullable Object[] values, int from, int to) {
        out.writeByte(Column.DOUBLES);
        out.ensure((to - from) * Double.BYTES);
        byte[] buffer = out.getBuffer();
        int position = out.position();
        for (int i = from; i < to; i++, position += 8) {
            LONG.set(buffer, position, Double.doubleToLongBits((Double) values[i]));
        }
        out.setPosition(position);
        return to;
    }

    private byte[] open(int kind, int width, int count) {
        out.writeByte(kind);
        out.writeByte(width);
        out.ensure(count * width);
        return out.getBuffer();
    }

    private int endOf(int limit) {
        return (int) Math.min(Integer.MAX_VALUE, (long) out.position() + limit);
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }
}
