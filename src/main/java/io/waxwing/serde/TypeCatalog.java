package io.waxwing.serde;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types one codec has met, with their serializers. Owned by one thread. */
final class TypeCatalog {
    private final TypePolicy policy;
    private final IdentityHashMap<Class<?>, KnownType> known = new IdentityHashMap<>();
    private final Map<String, KnownType> named = new HashMap<>();
    private final @Nullable KnownType[] fixed = new KnownType[KnownType.FIRST_FREE_ID];

    TypeCatalog(TypePolicy policy) {
        this.policy = policy;
        for (KnownType type : WellKnownTypes.all()) {
            known.put(type.type(), type);
            if (fixed[type.fixedId()] == null) {
                fixed[type.fixedId()] = type;
            }
        }
    }

    /** The type of a fixed number, or null. */
    @Nullable
    KnownType fixed(int id) {
        return fixed[id];
    }

    /** The one kind of list there is in keys. */
    KnownType immutableList() {
        return ofClass(List.of().getClass());
    }

    /**
     * The type of an object's class.
     *
     * @throws SerdeException if it may not cross or can't
     */
    KnownType ofClass(Class<?> type) {
        KnownType found = known.get(type);
        return found != null ? found : meet(type);
    }

    /**
     * The type of a name from outside, which is checked before any class is looked up.
     *
     * @param fingerprint of the type where it was written
     */
    KnownType ofName(String name, int fingerprint) {
        KnownType type = named.get(name);
        if (type == null) {
            try {
                type = ofClass(policy.load(name));
            } catch (ClassNotFoundException | LinkageError e) {
                throw new SerdeException(
                        SerdeException.Kind.CHANGED_TYPE,
                        "class " + TypeNames.shown(name)
                                + " is not here; the bytes were written by another version of the flow",
                        e);
            }
            named.put(name, type);
        }
        if (type.fingerprint() != fingerprint) {
            throw new SerdeException(
                    SerdeException.Kind.CHANGED_TYPE,
                    TypeNames.describe(type.type()) + " has changed since the bytes were written: here it is "
                            + type.shape() + "; its fields, their types and names must be the same");
        }
        return type;
    }

    private KnownType meet(Class<?> type) {
        KnownType met;
        Class<?> parent = type.getSuperclass();
        if (parent != null && parent.isEnum()) {
            met = ofClass(parent); // a constant with a body
        } else if (type.isArray()) {
            met = ofClass(Object[].class);
        } else {
            checkAllowed(type);
            met = choose(type);
        }
        known.put(type, met);
        return met;
    }

    private void checkAllowed(Class<?> type) {
        if (type.isHidden() || Proxy.isProxyClass(type)) {
            throw SerdeException.notSerializable(
                    type,
                    "it is a lambda or another class made at run time; send data, and keep functions in the flow");
        }
        if (!policy.allows(type.getName())) {
            throw TypePolicy.notAllowed(type.getName());
        }
        try {
            if (policy.load(type.getName()) == type) {
                return;
            }
        } catch (ClassNotFoundException e) {
            throw new SerdeException(
                    SerdeException.Kind.NOT_ALLOWED,
                    TypeNames.describe(type)
                            + " may not be sent between workers: the flow's class loader does not find it",
                    e);
        }
        throw new SerdeException(
                SerdeException.Kind.NOT_ALLOWED,
                TypeNames.describe(type)
                        + " may not be sent between workers: it comes from another class loader than the flow's");
    }

    private static KnownType choose(Class<?> type) {
        WireSerializer<?> ofJdk = NamedJdkTypes.all().get(type);
        if (ofJdk != null) {
            return KnownType.of(type, -1, NamedJdkTypes.SHAPE, ofJdk);
        }
        if (type.isEnum()) {
            return KnownType.of(type, -1, "enum", new EnumSerializer(type));
        }
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            return KnownType.of(type, -1, "abstract", new NameOnlySerializer(type));
        }
        if (ContainerSubclass.is(type)) {
            return KnownType.of(type, -1, ContainerSubclass.shape(type), ContainerSubclass.serializer(type));
        }
        List<Field> fields = StructFields.of(type);
        return KnownType.of(type, -1, StructFields.shape(type, fields), StructSerializer.of(type, fields));
    }
}
