package io.waxwing.serde;

import io.waxwing.operator.KeyValue;

/** Pairs, which sources and sinks are full of. */
final class KeyValueSerializer extends WireSerializer<KeyValue<?, ?>> {
    @Override
    void write(WireKryo kryo, PayloadOutput out, KeyValue<?, ?> value) {
        kryo.writeAny(out, value.key());
        kryo.writeAny(out, value.value());
    }

    @Override
    @SuppressWarnings("NullAway") // a pair may hold nulls
    KeyValue<?, ?> read(WireKryo kryo, PayloadInput in) {
        return KeyValue.of(kryo.readAny(in), kryo.readAny(in));
    }
}
