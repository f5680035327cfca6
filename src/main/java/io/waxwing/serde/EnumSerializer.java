package io.waxwing.serde;

import io.waxwing.text.Shown;
import java.util.HashMap;
import java.util.Map;

/** Constants of one enum by name, so that the order of constants and new ones don't matter. */
final class EnumSerializer extends WireSerializer<Enum<?>> {
    private final Class<?> type;
    private final Map<String, Enum<?>> constants = new HashMap<>();
    private boolean listed;

    EnumSerializer(Class<?> type) {
        this.type = type;
    }

    Class<?> type() {
        return type;
    }

    @Override
    void write(WireKryo kryo, PayloadOutput out, Enum<?> value) {
        out.writeText(value.name());
    }

    @Override
    Enum<?> read(WireKryo kryo, PayloadInput in) {
        return constant(in.readText());
    }

    Enum<?> constant(String name) {
        if (!listed) { // here and not earlier: it initialises the enum
            for (Object constant : type.getEnumConstants()) {
                constants.put(((Enum<?>) constant).name(), (Enum<?>) constant);
            }
            listed = true;
        }
        Enum<?> constant = constants.get(name);
        if (constant == null) {
            throw new SerdeException(
                    SerdeException.Kind.CHANGED_TYPE,
                    TypeNames.describe(type) + " has no constant " + Shown.of(name)
                            + " here; the bytes were written by another version of it");
        }
        return constant;
    }
}
