package io.waxwing.chain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Copies of step classes that were made for steps around one class of user code. They are kept as long as that class is, and given
 * again to the next run that has such a step, so that who runs a flow again and again does not wait for the compiler each time. A
 * copy refers to no user class. Thread-safe.
 *
 * <p>A class that is copied may have neither lambdas and method references, which look it up by a name that a copy does not have, nor
 * private members in nested classes, which only the original may touch.
 */
final class Copies {
    private static final MethodType CONSTRUCTOR =
            MethodType.methodType(void.class, StepSite.class, List.class, Downstream[].class);
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final ClassValue<Copies> AROUND = new ClassValue<>() {
        @Override
        protected Copies computeValue(Class<?> type) {
            return new Copies();
        }
    };

    private final Map<FusedStep, List<MethodHandle>> made = new EnumMap<>(FusedStep.class);

    private Copies() {}

    /** Those around a class. */
    static Copies around(Class<?> type) {
        return AROUND.get(type);
    }

    /** The constructor of a copy by its number; those of a smaller number are made first if they are not there. */
    synchronized MethodHandle get(FusedStep kind, int number) {
        List<MethodHandle> copies = made.computeIfAbsent(kind, any -> new ArrayList<>(1));
        while (copies.size() <= number) {
            copies.add(constructor(kind.type(), true));
        }
        return copies.get(number);
    }

    /** The constructor of the class itself, or of a new copy of it. */
    static MethodHandle constructor(Class<?> type, boolean copy) {
        try {
            MethodHandles.Lookup lookup = copy ? LOOKUP.defineHiddenClass(bytes(type), false) : LOOKUP.in(type);
            return lookup.findConstructor(lookup.lookupClass(), CONSTRUCTOR);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("step class " + type.getName() + " lacks its constructor", e);
        }
    }

    private static byte[] bytes(Class<?> type) {
        String file = type.getSimpleName() + ".class";
        try (InputStream in = type.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("class file " + file + " is not beside its package");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
