package io.waxwing.serde;

import io.waxwing.text.Shown;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The types one codec has met, with their serializers. Owned by one thread. */
final class TypeCatalog {
    private final TypePolicy policy;
    private final IdentityHashMap<Class<?>, KnownType> known = new IdentityHashMap<>();
    private final Map<String, KnownType> named = new HashMap<>();
    /** Shapes that classes had when something was saved. */
    private final Set<ClassShape> earlier = new HashSet<>();

    private final Map<ClassShape, KnownType> evolved = new HashMap<>();
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
                        "class " + Shown.of(name)
                                + " is not here; the bytes were written by another version of the flow",
                        e);
            }
            named.put(name, type);
        }
        return type.fingerprint() == fingerprint ? type : earlier(type, fingerprint);
    }

    /** From here on values of a class with this shape can be read, if the class has only got more fields since. */
    void learn(ClassShape shape) {
        earlier.add(shape);
    }

    boolean hasLearnt(ClassShape shape) {
        return earlier.contains(shape);
    }

    private KnownType earlier(KnownType now, int fingerprint) {
        String name = now.type().getName();
        for (ClassShape was : earlier) {
            if (was.name().equals(name) && KnownType.fingerprint(was.shape()) == fingerprint) {
                return evolved.computeIfAbsent(was, any -> evolve(was, now));
            }
        }
        throw new SerdeException(
                SerdeException.Kind.CHANGED_TYPE,
                TypeNames.describe(now.type()) + " has changed since the bytes were written: here it is " + now.shape()
                        + "; its fields, their types and names must be the same");
    }

    private static KnownType evolve(ClassShape was, KnownType now) {
        var changes = new FieldChanges(was.shape(), now.shape());
        if (!now.isStruct() || !changes.differences().isEmpty()) {
            throw new SerdeException(
                    SerdeException.Kind.CHANGED_TYPE,
                    TypeNames.describe(now.type()) + " has changed since it was saved: "
                            + String.join(", ", changes.differences())
                            + "; fields may be added, but not renamed, removed, moved or given another type");
        }
        List<Field> fields = StructFields.of(now.type());
        return KnownType.of(
                now.type(), -1, was.shape(), StructSerializer.ofEarlier(now.type(), fields, changes.saved()));
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
            throw policy.finds(type) && canBeWritten(type)
                    ? TypePolicy.notAllowed(type.getName())
                    : TypePolicy.notEvenIfAllowed(type);
        }
        try {
            if (policy.load(type.getName()) == type) {
                return;
            }
        } catch (ClassNotFoundException e) {
            throw notAllowed(type, "the flow's class loader does not find it", e);
        }
        throw notAllowed(type, "it comes from another class loader than the flow's", null);
    }

    private static SerdeException notAllowed(Class<?> type, String why, @Nullable Throwable cause) {
        return SerdeException.refused(
                SerdeException.Kind.NOT_ALLOWED, TypeNames.describe(type) + " may not", why, cause);
    }

    /** Whether there could be a serializer: not for most classes of the JDK, whose fields are closed. */
    private static boolean canBeWritten(Class<?> type) {
        try {
            return choose(type).type() == type;
        } catch (RuntimeException | LinkageError e) {
            return false;
        }
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
