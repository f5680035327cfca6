package io.waxwing.serde;

import java.util.Arrays;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contents of collections and maps: a count, then each element with its class. */
final class Elements {
    /** How much is allocated on the word of a count alone; more comes as elements do. */
    private static final int TRUSTED = 64;

    private Elements() {}

    static void write(WireKryo kryo, PayloadOutput out, Collection<?> elements) {
        int left = elements.size();
        out.writeVarInt(left, true);
        for (Object element : elements) {
            kryo.writeAny(out, element);
            left--;
        }
        mustBeZero(left);
    }

    static void writeMap(WireKryo kryo, PayloadOutput out, Map<?, ?> map) {
        int left = map.size();
        out.writeVarInt(left, true);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            kryo.writeAny(out, entry.getKey());
            kryo.writeAny(out, entry.getValue());
            left--;
        }
        mustBeZero(left);
    }

    static @Nullable Object[] read(WireKryo kryo, PayloadInput in) {
        return read(kryo, in, in.readCount(1));
    }

    /** Keys and values in turn. */
    static @Nullable Object[] readMap(WireKryo kryo, PayloadInput in) {
        return read(kryo, in, 2 * in.readCount(2));
    }

    static @Nullable Object[] read(WireKryo kryo, PayloadInput in, int count) {
        @Nullable Object[] elements = new Object[Math.min(count, TRUSTED)];
        for (int i = 0; i < count; i++) {
            if (i == elements.length) {
                elements = Arrays.copyOf(elements, (int) Math.min(count, 2L * i));
            }
            elements[i] = kryo.readAny(in);
        }
        return elements;
    }

    private static void mustBeZero(int left) {
        if (left != 0) {
            throw new ConcurrentModificationException("a collection changed while it was written");
        }
    }
}
