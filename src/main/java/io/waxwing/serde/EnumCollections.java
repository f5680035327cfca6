package io.waxwing.serde;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** EnumSet and EnumMap: the enum, a count, then names (and values). */
final class EnumCollections {
    private EnumCollections() {}

    static WireSerializer<EnumSet<?>> set() {
        return new WireSerializer<>() {
            @Override
            void write(WireKryo kryo, PayloadOutput out, EnumSet<?> value) {
                kryo.writeType(out, enumOf(value, value));
                out.writeVarInt(value.size(), true);
                for (Enum<?> constant : value) {
                    out.writeText(constant.name());
                }
            }

            @Override
            EnumSet<?> read(WireKryo kryo, PayloadInput in) {
                EnumSerializer constants = kryo.readEnum(in);
                int count = in.readCount(1);
                return readSet(constants, in, count);
            }
        };
    }

    static WireSerializer<EnumMap<?, ?>> map() {
        return new WireSerializer<>() {
            @Override
            void write(WireKryo kryo, PayloadOutput out, EnumMap<?, ?> value) {
                kryo.writeType(out, enumOf(value, value.keySet()));
                out.writeVarInt(value.size(), true);
                for (Map.Entry<?, ?> entry : value.entrySet()) {
                    out.writeText(((Enum<?>) entry.getKey()).name());
                    kryo.writeAny(out, entry.getValue());
                }
            }

            @Override
            EnumMap<?, ?> read(WireKryo kryo, PayloadInput in) {
                EnumSerializer constants = kryo.readEnum(in);
                int count = in.readCount(2);
                return readMap(kryo, constants, in, count);
            }
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the class was checked to be an enum
    private static EnumSet<?> readSet(EnumSerializer constants, PayloadInput in, int count) {
        EnumSet set = EnumSet.noneOf((Class) constants.type());
        for (int i = 0; i < count; i++) {
            set.add(constants.constant(in.readText()));
        }
        return set;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the class was checked to be an enum
    private static EnumMap<?, ?> readMap(WireKryo kryo, EnumSerializer constants, PayloadInput in, int count) {
        EnumMap map = new EnumMap((Class) constants.type());
        for (int i = 0; i < count; i++) {
            map.put((Enum) constants.constant(in.readText()), kryo.readAny(in));
        }
        return map;
    }

    private static Class<?> enumOf(Object collection, Collection<?> constants) {
        for (Object constant : constants) {
            return ((Enum<?>) constant).getDeclaringClass();
        }
        return EnumNamedInStream.of(collection);
    }

    /**
     * An empty EnumSet or EnumMap knows its enum but has no method that says it. Their serial form is documented to have it, so
     * an object stream that goes nowhere is told about each class in it.
     */
    private static final class EnumNamedInStream extends ObjectOutputStream {
        private @Nullable Class<?> found;

        private EnumNamedInStream() throws IOException {
            super(OutputStream.nullOutputStream());
        }

        static Class<?> of(Object collection) {
            try (EnumNamedInStream stream = new EnumNamedInStream()) {
                stream.writeObject(collection);
                if (stream.found != null) {
                    return stream.found;
                }
                throw SerdeException.notSerializable(
                        collection.getClass(), "its enum can't be found out while it is empty");
            } catch (IOException e) {
                throw SerdeException.notSerializable(collection.getClass(), "its enum can't be found out", e);
            }
        }

        @Override
        protected void annotateClass(Class<?> type) {
            if (found == null && type.isEnum()) {
                found = type;
            }
        }
    }
}
