package io.waxwing.serde;

import com.esotericsoftware.kryo.ClassResolver;
import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Classes on the wire are numbers: 0 is null, 1 would be a name in Kryo's own format and is refused, n + 2 is number n: below 100
 * the well-known types, from there on what {@link ChannelTypes} says. No name is ever read here.
 */
@SuppressWarnings("rawtypes") // as Kryo declares it
final class WireClassResolver implements ClassResolver {
    /** How many objects may be nested in each other. */
    static final int MAX_DEPTH = 64;

    private static final int NULL = 0;
    private static final int NAME = 1;
    private static final int OFFSET = 2;

    private final TypeCatalog catalog;
    private final boolean canonical;
    private @Nullable Kryo kryo;
    private ChannelTypes channel = new ChannelTypes();
    private @Nullable Class<?> lastClass;
    private @Nullable KnownType lastType;
    private int lastId;

    /**
     * Makes one.
     *
     * @param canonical whether all lists are written as one kind, as equal lists of different classes are equal keys
     */
    WireClassResolver(TypeCatalog catalog, boolean canonical) {
        this.catalog = catalog;
        this.canonical = canonical;
    }

    /** From here on numbers are those of this channel. */
    void use(ChannelTypes types) {
        channel = types;
        lastClass = null;
    }

    @Override
    public void setKryo(Kryo kryo) {
        this.kryo = kryo;
    }

    @Override
    public @Nullable Registration writeClass(Output output, @Nullable Class type) {
        if (type == null) {
            output.writeByte(NULL);
            return null;
        }
        if (kryo != null && kryo.getDepth() >= MAX_DEPTH) {
            throw SerdeException.notSerializable(
                    type,
                    "objects are nested more than " + (MAX_DEPTH - 1)
                            + " deep here, or refer to themselves (references are not kept)");
        }
        return write(output, type).registration();
    }

    /** Writes the number of a class whose object need not follow. */
    KnownType write(Output output, Class<?> type) {
        KnownType known = lastType;
        if (type != lastClass || known == null) {
            known = canonical && List.class.isAssignableFrom(type) ? catalog.immutableList() : catalog.ofClass(type);
            lastId = known.fixed() ? known.fixedId() : channel.idOf(known);
            lastClass = type;
            lastType = known;
        }
        output.writeVarInt(lastId + OFFSET, true);
        return known;
    }

    @Override
    public @Nullable Registration readClass(Input input) {
        KnownType type = read(input);
        return type == null ? null : type.registration();
    }

    /** Reads the number of a class, or null. */
    @Nullable
    KnownType read(Input input) {
        int number = input.readVarInt(true);
        if (number == NULL) {
            return null;
        }
        if (number == NAME) {
            throw SerdeException.malformed("a class name where a class number was expected");
        }
        int id = number - OFFSET;
        KnownType type = id >= 0 && id < KnownType.FIRST_FREE_ID ? catalog.fixed(id) : channel.byId(id);
        if (type == null) {
            throw SerdeException.malformed("class number " + id + " was never defined here");
        }
        return type;
    }

    @Override
    public Registration register(Registration registration) {
        return registration; // Kryo's constructor offers its own; the table is ours
    }

    @Override
    public @Nullable Registration unregister(int classId) {
        return null;
    }

    @Override
    public Registration registerImplicit(Class type) {
        return catalog.ofClass(type).registration();
    }

    @Override
    public @Nullable Registration getRegistration(Class type) {
        return kryo == null || kryo.getDepth() == 0
                ? null
                : catalog.ofClass(type).registration();
    }

    @Override
    public @Nullable Registration getRegistration(int classId) {
        return null;
    }

    @Override
    public void reset() {
        // nothing is kept per object graph
    }
}
