package io.waxwing.serde;

import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Entries of maps, also those that were part of one. */
final class EntrySerializer extends WireSerializer<Map.Entry<?, ?>> {
    private final BiFunction<@Nullable Object, @Nullable Object, Map.Entry<?, ?>> make;

    EntrySerializer(BiFunction<@Nullable Object, @Nullable Object, Map.Entry<?, ?>> make) {
        this.make = make;
    }

    @Override
    void write(WireKryo kryo, PayloadOutput out, Map.Entry<?, ?> value) {
        kryo.writeAny(out, value.getKey());
        kryo.writeAny(out, value.getValue());
    }

    @Override
    Map.Entry<?, ?> read(WireKryo kryo, PayloadInput in) {
        return make.apply(kryo.readAny(in), kryo.readAny(in));
    }
}
