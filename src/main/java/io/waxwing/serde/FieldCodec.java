package io.waxwing.serde;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * How one field is written and read, by its declared type. All methods are named write or read and picked by type, from method
 * handles. A field of a reference type is always preceded by its class number, whatever its declared type, so that a null costs
 * one byte and a changed class is noticed.
 */
@SuppressWarnings("unused") // called through method handles
final class FieldCodec {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final int STRING = 2; // class number 0, as WireClassResolver writes it
    private static final int LONG = 8; // class number 6

    private FieldCodec() {}

    /** (WireKryo, PayloadOutput, type) to void. */
    static MethodHandle writer(Class<?> type) throws ReflectiveOperationException {
        Class<?> as = handled(type);
        MethodHandle handle = LOOKUP.findStatic(
                FieldCodec.class, "write", MethodType.methodType(void.class, WireKryo.class, PayloadOutput.class, as));
        return handle.asType(handle.type().changeParameterType(2, type));
    }

    /** (WireKryo, PayloadInput) to type. */
    static MethodHandle reader(Class<?> type) throws ReflectiveOperationException {
        Class<?> as = handled(type);
        MethodHandle handle = LOOKUP.findStatic(
                FieldCodec.class,
                "read" + as.getSimpleName(),
                MethodType.methodType(as, WireKryo.class, PayloadInput.class));
        return handle.asType(handle.type().changeReturnType(type));
    }

    private static Class<?> handled(Class<?> type) {
        return type.isPrimitive() || type == String.class || type == Long.class ? type : Object.class;
    }

    private static void write(WireKryo kryo, PayloadOutput out, boolean value) {
        out.writeBoolean(value);
    }

    private static void write(WireKryo kryo, PayloadOutput out, byte value) {
        out.writeByte(value);
    }

    private static void write(WireKryo kryo, PayloadOutput out, short value) {
        out.writeShort(value);
    }

    private static void write(WireKryo kryo, PayloadOutput out, char value) {
        out.writeChar(value);
    }

    private static void write(WireKryo kryo, PayloadOutput out, int value) {
        out.writeVarInt(value, false);
    }

    private static void write(WireKryo kryo, PayloadOutput out, long value) {
        out.writeVarLong(value, false);
    }

    private static void write(WireKryo kryo, PayloadOutput out, float value) {
        out.writeFloat(value);
    }

    private static void write(WireKryo kryo, PayloadOutput out, double value) {
        out.writeDouble(value);
    }

    private static void write(WireKryo kryo, PayloadOutput out, @Nullable String value) {
        if (value == null) {
            out.writeByte(0);
        } else {
            out.writeByte(STRING);
            out.writeText(value);
        }
    }

    private static void write(WireKryo kryo, PayloadOutput out, @Nullable Long value) {
        if (value == null) {
            out.writeByte(0);
        } else {
            out.writeByte(LONG);
            out.writeVarLong(value, false);
        }
    }

    private static void write(WireKryo kryo, PayloadOutput out, @Nullable Object value) {
        kryo.writeAny(out, value);
    }

    private static boolean readboolean(WireKryo kryo, PayloadInput in) {
        return in.readBoolean();
    }

    private static byte readbyte(WireKryo kryo, PayloadInput in) {
        return in.readByte();
    }

    private static short readshort(WireKryo kryo, PayloadInput in) {
        return in.readShort();
    }

    private static char readchar(WireKryo kryo, PayloadInput in) {
        return in.readChar();
    }

    private static int readint(WireKryo kryo, PayloadInput in) {
        return in.readVarInt(false);
    }

    private static long readlong(WireKryo kryo, PayloadInput in) {
        return in.readVarLong(false);
    }

    private static float readfloat(WireKryo kryo, PayloadInput in) {
        return in.readFloat();
    }

    private static double readdouble(WireKryo kryo, PayloadInput in) {
        return in.readDouble();
    }

    private static @Nullable String readString(WireKryo kryo, PayloadInput in) {
        return present(in, STRING) ? in.readText() : null;
    }

    private static @Nullable Long readLong(WireKryo kryo, PayloadInput in) {
        return present(in, LONG) ? (Long) in.readVarLong(false) : null;
    }

    private static @Nullable Object readObject(WireKryo kryo, PayloadInput in) {
        return kryo.readAny(in);
    }

    private static boolean present(PayloadInput in, int expected) {
        int found = in.readByte();
        if (found != 0 && found != expected) {
            throw SerdeException.malformed("a value of another class in a field");
        }
        return found != 0;
    }
}
