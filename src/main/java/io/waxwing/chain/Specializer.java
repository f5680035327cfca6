package io.waxwing.chain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes steps, each from a copy of its class of its own: the same bytes, defined again as a hidden class. HotSpot profiles call
 * sites per class, so a copy per step keeps every call site monomorphic and lets the whole chain be inlined. One per process and
 * run; workers share the copies. Thread-safe.
 */
public final class Specializer {
    private static final MethodType CONSTRUCTOR =
            MethodType.methodType(void.class, StepSite.class, List.class, Downstream[].class);
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final boolean copies;
    private final Map<String, MethodHandle> constructors = new ConcurrentHashMap<>();

    private Specializer(boolean copies) {
        this.copies = copies;
    }

    /** Every step has a copy. */
    public static Specializer copying() {
        return new Specializer(true);
    }

    /** Steps share classes: for tests that build thousands of flows. */
    public static Specializer sharing() {
        return new Specializer(false);
    }

    /**
     * Makes a step.
     *
     * @param kind its class
     */
    public Object make(FusedStep kind, StepSite site, List<?> functions, Downstream... downs) {
        MethodHandle constructor =
                constructors.computeIfAbsent(kind + " " + site.id(), any -> constructor(kind.type()));
        try {
            return constructor.invoke(site, functions, downs);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("step " + site.id() + " of kind " + kind + " cannot be made", e);
        }
    }

    private MethodHandle constructor(Class<?> type) {
        try {
            MethodHandles.Lookup lookup = copies ? LOOKUP.defineHiddenClass(bytes(type), false) : LOOKUP.in(type);
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
