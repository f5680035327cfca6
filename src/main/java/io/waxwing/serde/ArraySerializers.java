package io.waxwing.serde;

import java.lang.reflect.Array;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Arrays. Those of primitives have a fixed width per element, so that a count can be checked against the bytes left. */
final class ArraySerializers {
    private static final int MAX_DIMENSIONS = 16;

    private ArraySerializers() {}

    static WireSerializer<byte[]> bytes() {
        return WireSerializer.of(
                (out, a) -> {
                    out.writeVarInt(a.length, true);
                    out.writeBytes(a);
                },
                in -> in.readBytes(in.readCount(1)));
    }

    static WireSerializer<boolean[]> booleans() {
        return WireSerializer.of(
                (out, a) -> {
                    out.writeVarInt(a.length, true);
                    out.writeBooleans(a, 0, a.length);
                },
                in -> in.readBooleans(in.readCount(1)));
    }

    static WireSerializer<short[]> shorts() {
        return WireSerializer.of(
                (out, a) -> {
                    out.writeVarInt(a.length, true);
                    out.writeShorts(a, 0, a.length);
                },
                in -> in.readShorts(in.readCount(Short.BYTES)));
    }

    static WireSerializer<char[]> chars() {
        return WireSerializer.of(
                (out, a) -> {
                    out.writeVarInt(a.length, true);
                    out.writeChars(a, 0, a.length);
                },
                in -> in.readChars(in.readCount(Character.BYTES)));
    }

    static WireSerializer<int[]> ints() {
        return WireSerializer.of(
                (out, a) -> {
                    out.writeVarInt(a.length, true);
                    out.writeInts(a, 0, a.length);
                },
                in -> in.readInts(in.readCount(Integer.BYTES)));
    }

    static WireSerializer<long[]> longs() {
        return WireSerializer.of(
                (out, a) -> {
                    out.writeVarInt(a.length, true);
                    out.writeLongs(a, 0, a.length);
                },
                in -> in.readLongs(in.readCount(Long.BYTES)));
    }

    static WireSerializer<float[]> floats() {
        return WireSerializer.of(
                (out, a) -> {
                    out.writeVarInt(a.length, true);
                    out.writeFloats(a, 0, a.length);
                },
                in -> in.readFloats(in.readCount(Float.BYTES)));
    }

    static WireSerializer<double[]> doubles() {
        return WireSerializer.of(
                (out, a) -> {
                    out.writeVarInt(a.length, true);
                    out.writeDoubles(a, 0, a.length);
                },
                in -> in.readDoubles(in.readCount(Double.BYTES)));
    }

    /** Arrays of objects, and of arrays: dimensions, the innermost element type, a count, the elements with their classes. */
    static WireSerializer<Object[]> objects() {
        return new WireSerializer<>() {
            @Override
            void write(WireKryo kryo, PayloadOutput out, Object[] value) {
                Class<?> element = value.getClass();
                int dimensions = 0;
                while (element.isArray()) {
                    element = element.getComponentType();
                    dimensions++;
                }
                if (dimensions > MAX_DIMENSIONS) {
                    throw SerdeException.notSerializable(
                            value.getClass(), "it has more than " + MAX_DIMENSIONS + " dimensions");
                }
                out.writeByte(dimensions);
                kryo.writeType(out, element);
                Elements.write(kryo, out, Arrays.asList(value));
            }

            @Override
            Object[] read(WireKryo kryo, PayloadInput in) {
                int dimensions = in.readByte();
                Class<?> element = kryo.readType(in).type();
                if (dimensions < 1 || dimensions > MAX_DIMENSIONS || element.isArray()) {
                    throw SerdeException.malformed("an array of " + dimensions + " dimensions");
                }
                for (int i = 1; i < dimensions; i++) {
                    element = element.arrayType();
                }
                @Nullable Object[] elements = Elements.read(kryo, in);
                Object[] array = (Object[]) Array.newInstance(element, elements.length);
                System.arraycopy(elements, 0, array, 0, elements.length);
                return array;
            }
        };
    }
}
