package io.waxwing.serde;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Classes of the flow that extend a collection of the JDK and add no fields: made by their constructor without parameters and
 * filled with their elements. Those with fields of their own are refused, as the fields of the JDK are closed to us, and so are sorted ones
 * whose comparator is not the one that their constructor gives them.
 */
final class ContainerSubclass {
    private ContainerSubclass() {}

    /** Whether the class is a collection or map that has its contents in fields of the JDK. */
    static boolean is(Class<?> type) {
        return (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type))
                && constructor(type) != null
                && !type.isAnonymousClass()
                && parent(type) != null;
    }

    static String shape(Class<?> type) {
        Class<?> parent = parent(type);
        return "class extends " + (parent == null ? "" : parent.getName());
    }

    static WireSerializer<?> serializer(Class<?> type) {
        Constructor<?> constructor = constructor(type);
        if (constructor == null) {
            throw SerdeException.notSerializable(type, "it has no constructor without parameters");
        }
        return Map.class.isAssignableFrom(type) ? map(constructor) : collection(constructor);
    }

    private static WireSerializer<Collection<Object>> collection(Constructor<?> constructor) {
        return new WireSerializer<>() {
            private final @Nullable Class<?> order = order(make(constructor));

            @Override
            void write(WireKryo kryo, PayloadOutput out, Collection<Object> value) {
                checkOrder(order, value);
                Elements.write(kryo, out, value);
            }

            @Override
            @SuppressWarnings("unchecked") // the class was checked to be a collection
            Collection<Object> read(WireKryo kryo, PayloadInput in) {
                @Nullable Object[] elements = Elements.read(kryo, in);
                Collection<Object> made = (Collection<Object>) make(constructor);
                made.clear();
                made.addAll(Arrays.asList(elements));
                return made;
            }
        };
    }

    private static WireSerializer<Map<Object, Object>> map(Constructor<?> constructor) {
        return new WireSerializer<>() {
            private final @Nullable Class<?> order = order(make(constructor));

            @Override
            void write(WireKryo kryo, PayloadOutput out, Map<Object, Object> value) {
                checkOrder(order, value);
                Elements.writeMap(kryo, out, value);
            }

            @Override
            @SuppressWarnings("unchecked") // the class was checked to be a map
            Map<Object, Object> read(WireKryo kryo, PayloadInput in) {
                @Nullable Object[] contents = Elements.readMap(kryo, in);
                Map<Object, Object> made = (Map<Object, Object>) make(constructor);
                made.clear();
                for (int i = 0; i < contents.length; i += 2) {
                    made.put(contents[i], contents[i + 1]);
                }
                return made;
            }
        };
    }

    /** Whether it has the comparator that the constructor gives. */
    private static void checkOrder(@Nullable Class<?> made, Object value) {
        if (order(value) != made) {
            throw SerdeException.notSerializable(
                    value.getClass(), "its comparator is not the one that its constructor without parameters gives it");
        }
    }

    /**
     * The class of the comparator, if there is one. It stands for the comparator, as most have no equals: so two lambdas that are written
     * alike are taken for different, and two that {@code Comparator.comparing} gives for the same.
     */
    private static @Nullable Class<?> order(Object value) {
        Comparator<?> comparator = null;
        if (value instanceof SortedSet<?> set) {
            comparator = set.comparator();
        } else if (value instanceof SortedMap<?, ?> map) {
            comparator = map.comparator();
        } else if (value instanceof PriorityQueue<?> queue) {
            comparator = queue.comparator();
        }
        return comparator == null ? null : comparator.getClass();
    }

    private static Object make(Constructor<?> constructor) {
        try {
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "the constructor of " + constructor.getDeclaringClass().getName() + " failed", e);
        }
    }

    private static @Nullable Constructor<?> constructor(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException | RuntimeException e) {
            return null;
        }
    }

    /** The class of the JDK that holds the contents; null if there is none or a class below it adds fields. */
    private static @Nullable Class<?> parent(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (StructFields.isOfJdk(c)) {
                return Modifier.isAbstract(c.getModifiers()) || c == Object.class ? null : c;
            }
            if (Arrays.stream(c.getDeclaredFields()).anyMatch(f -> !Modifier.isStatic(f.getModifiers()))) {
                return null;
            }
        }
        return null;
    }
}
