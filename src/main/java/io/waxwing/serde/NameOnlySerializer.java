package io.waxwing.serde;

/** For types that may be named, as the element type of an array, but have no objects of their own to send. */
final class NameOnlySerializer extends WireSerializer<Object> {
    private final Class<?> type;

    NameOnlySerializer(Class<?> type) {
        this.type = type;
    }

    @Override
    void write(WireKryo kryo, PayloadOutput out, Object value) {
        throw SerdeException.notSerializable(type, "it carries no data");
    }

    @Override
    Object read(WireKryo kryo, PayloadInput in) {
        throw SerdeException.malformed("an object of " + TypeNames.describe(type));
    }
}
