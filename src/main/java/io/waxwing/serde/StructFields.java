package io.waxwing.serde;

import java.io.Externalizable;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which fields of a class make up its data: the components of a record; else all that are neither static nor transient, of the
 * class and those it extends, the topmost class first, by name within a class. What a class keeps in transient fields is lost, as it
 * is with Java serialization; one that makes up for that with methods of its own is refused, and so is one that extends a class of the JDK
 * with fields of whatever kind.
 */
final class StructFields {
    private static final Set<String> SERIAL_METHODS = Set.of("writeObject", "readObject", "writeReplace");

    /** What these keep in transient fields is about themselves, not about their contents. */
    private static final Set<Class<?>> WITHOUT_DATA = Set.of(AbstractList.class, AbstractMap.class);

    private StructFields() {}

    static List<Field> of(Class<?> type) {
        List<Field> fields = type.isRecord() ? ofRecord(type) : ofPlain(type);
        for (Field field : fields) {
            try {
                field.setAccessible(true);
            } catch (RuntimeException e) {
                throw SerdeException.notSerializable(
                        type,
                        "its module does not open its package to this one; open it, or use a record of the flow",
                        e);
            }
        }
        return fields;
    }

    /** What the bytes depend on. */
    static String shape(Class<?> type, List<Field> fields) {
        StringBuilder shape = new StringBuilder(type.isRecord() ? "record(" : "class(");
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            shape.append(i == 0 ? "" : ", ")
                    .append(field.getType().getTypeName())
                    .append(' ')
                    .append(field.getName());
        }
        return shape.append(')').toString();
    }

    private static List<Field> ofRecord(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            try {
                fields.add(type.getDeclaredField(component.getName()));
            } catch (NoSuchFieldException e) {
                throw SerdeException.notSerializable(type, "its component " + component.getName() + " has no field");
            }
        }
        return fields;
    }

    private static List<Field> ofPlain(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            boolean closed = c != type && isOfJdk(c) && !WITHOUT_DATA.contains(c);
            List<Field> declared = Arrays.stream(c.getDeclaredFields())
                    .filter(f ->
                            !Modifier.isStatic(f.getModifiers()) && (closed || !Modifier.isTransient(f.getModifiers())))
                    .sorted(Comparator.comparing(Field::getName))
                    .toList();
            for (Field field : declared) {
                check(type, c, field);
            }
            if (hidesData(c)) {
                throw SerdeException.notSerializable(
                        type,
                        c.getName()
                                + " keeps data in transient fields and has its own way to write it for Java serialization,"
                                + " which is not used here; copy it into a collection of the JDK or a record of the flow");
            }
            fields.addAll(0, declared);
        }
        return fields;
    }

    private static void check(Class<?> type, Class<?> owner, Field field) {
        if (field.isSynthetic() && field.getName().startsWith("this$")) {
            throw SerdeException.notSerializable(
                    type, "it is an inner class that holds on to the object around it; make it static or a record");
        }
        if (owner != type && isOfJdk(owner)) {
            boolean container = Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
            throw SerdeException.notSerializable(
                    type,
                    "it extends " + owner.getName() + ", whose fields are closed; "
                            + (container ? "hold the collection in a field instead" : "send its data in a record"));
        }
    }

    /** Transient fields alone are a cache; with methods that write or replace the object they are its contents. */
    private static boolean hidesData(Class<?> type) {
        if (isOfJdk(type) || !Serializable.class.isAssignableFrom(type)) {
            return false;
        }
        boolean hasTransient = Arrays.stream(type.getDeclaredFields())
                .anyMatch(f -> Modifier.isTransient(f.getModifiers()) && !Modifier.isStatic(f.getModifiers()));
        return hasTransient
                && (Externalizable.class.isAssignableFrom(type)
                        || Arrays.stream(type.getDeclaredMethods())
                                .anyMatch(m -> SERIAL_METHODS.contains(m.getName())));
    }

    static boolean isOfJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }
}
