package io.waxwing.serde;

import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * A type and how it is written.
 *
 * @param type the class
 * @param fixedId its number on every channel, below {@link #FIRST_FREE_ID}; or -1: numbered per channel at first use
 * @param shape what its bytes depend on: kind, names and types of its fields
 * @param fingerprint a number that changes with the shape
 * @param registration what Kryo asks for
 */
record KnownType(Class<?> type, int fixedId, String shape, int fingerprint, Registration registration) {
    /** Numbers from here on are given per channel. */
    static final int FIRST_FREE_ID = 100;

    static KnownType of(Class<?> type, int fixedId, String shape, Serializer<?> serializer) {
        Registration registration = new Registration(type, serializer, Math.max(fixedId, 0));
        return new KnownType(type, fixedId, shape, fingerprint(shape), registration);
    }

    static int fingerprint(String shape) {
        CRC32C crc = new CRC32C();
        crc.update(shape.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    /** Whether its values are records or plain objects, field by field. */
    boolean isStruct() {
        return registration.getSerializer() instanceof StructSerializer;
    }

    boolean fixed() {
        return fixedId >= 0;
    }

    @SuppressWarnings("unchecked") // a serializer is only ever given objects of its own type
    Serializer<Object> serializer() {
        return registration.getSerializer();
    }
}
