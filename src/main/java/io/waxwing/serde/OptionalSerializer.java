package io.waxwing.serde;

import java.util.Optional;

/** Optional: what is in it, or null. */
final class OptionalSerializer extends WireSerializer<Optional<?>> {
    @Override
    void write(WireKryo kryo, PayloadOutput out, Optional<?> value) {
        kryo.writeAny(out, value.orElse(null));
    }

    @Override
    Optional<?> read(WireKryo kryo, PayloadInput in) {
        return Optional.ofNullable(kryo.readAny(in));
    }
}
