package io.waxwing.serde;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.KryoBufferOverflowException;
import io.waxwing.text.Shown;
import org.jspecify.annotations.Nullable;

/** Holds the instance of Kryo a codec uses, and replaces it after a failure: what failed midway is not to be trusted again. */
final class KryoSlot {
    static {
        UnsafeAccess.avoid(); // before Kryo is used
    }

    private final TypeCatalog catalog;
    private final boolean canonical;
    private @Nullable WireKryo kryo;

    KryoSlot(TypePolicy policy, boolean canonical) {
        catalog = new TypeCatalog(policy);
        this.canonical = canonical;
    }

    TypeCatalog catalog() {
        return catalog;
    }

    /** The instance, set to this channel. */
    WireKryo with(ChannelTypes types) {
        WireKryo current = kryo;
        if (current == null) {
            current = new WireKryo(catalog, canonical);
            kryo = current;
        }
        current.resolver().use(types);
        return current;
    }

    /** Throws the instance away. */
    void discard() {
        kryo = null;
    }

    /** What to throw for an error while writing. */
    static SerdeException whileWriting(Throwable error, @Nullable Object value) {
        if (error instanceof SerdeException e) {
            return e;
        }
        Class<?> type = value == null ? Object.class : value.getClass();
        if (error instanceof KryoBufferOverflowException) {
            return new SerdeException(
                    SerdeException.Kind.TOO_LARGE, TypeNames.describe(type) + " is too large to be saved", error);
        }
        String why = error instanceof KryoException || error instanceof StackOverflowError
                ? "objects are nested too deep in it, or refer to themselves (references are not kept)"
                : "writing it failed: " + Shown.of(error.toString());
        return SerdeException.notSerializable(type, why, error);
    }

    /** What to throw for an error while reading. */
    static SerdeException whileReading(Throwable error) {
        if (error instanceof SerdeException e) {
            return e;
        }
        return new SerdeException(
                SerdeException.Kind.MALFORMED, "malformed data: " + Shown.of(error.toString()), error);
    }
}
