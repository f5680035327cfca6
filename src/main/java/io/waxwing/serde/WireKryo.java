package io.waxwing.serde;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import org.jspecify.annotations.Nullable;

/**
 * Kryo as we use it: our class resolver, no references, a bound on the depth. After an exception an instance is not to be used
 * again; making one is cheap, as the serializers are kept in the {@link TypeCatalog}.
 */
final class WireKryo extends Kryo {
    private final WireClassResolver resolver;

    WireKryo(TypeCatalog catalog, boolean canonical) {
        this(new WireClassResolver(catalog, canonical));
    }

    private WireKryo(WireClassResolver resolver) {
        super(resolver, null);
        this.resolver = resolver;
        setRegistrationRequired(true);
        setMaxDepth(WireClassResolver.MAX_DEPTH);
        setAutoReset(false); // nothing to reset: no references, no graph context
    }

    WireClassResolver resolver() {
        return resolver;
    }

    /** Writes a value or null with the number of its class. */
    void writeAny(PayloadOutput out, @Nullable Object value) {
        writeClassAndObject(out, value);
    }

    /** Reads what {@link #writeAny} wrote. */
    @Nullable
    Object readAny(PayloadInput in) {
        return readClassAndObject(in);
    }

    /** Writes a class, not an object. */
    void writeType(PayloadOutput out, Class<?> type) {
        resolver.write(out, type);
    }

    /** Reads a class, which may not be null. */
    KnownType readType(PayloadInput in) {
        KnownType type = resolver.read(in);
        if (type == null) {
            throw SerdeException.malformed("no class where one was expected");
        }
        return type;
    }

    /** Reads a class that must be an enum. */
    EnumSerializer readEnum(PayloadInput in) {
        KnownType type = readType(in);
        if (type.registration().getSerializer() instanceof EnumSerializer constants) {
            return constants;
        }
        throw SerdeException.malformed(
                "an enum was expected, not " + type.type().getName());
    }

    /** Kryo's constructor asks for its own registrations before the table is there. */
    @Override
    public Registration register(Registration registration) {
        return registration;
    }
}
