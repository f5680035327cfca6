package io.waxwing.chain;

import io.waxwing.window.WindowSpec;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes steps, each from a copy of its class of its own: the same bytes, defined again as a hidden class. HotSpot profiles call
 * sites per class, so a copy per step keeps every call site monomorphic and lets the whole chain be inlined. One per process and
 * run; workers share the copies. Thread-safe.
 */
public final class Specializer {
    /** A kind of step around a class of user code. */
    private record Place(FusedStep kind, Class<?> around) {}

    private final boolean copies;
    private final Map<String, MethodHandle> constructors = new ConcurrentHashMap<>();
    /** Copies that steps of this run have; guarded by itself. */
    private final Map<Place, Integer> taken = new HashMap<>();

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
                constructors.computeIfAbsent(kind + " " + site.id(), any -> constructor(kind, functions, downs));
        try {
            return constructor.invoke(site, functions, downs);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("step " + site.id() + " of kind " + kind + " cannot be made", e);
        }
    }

    private MethodHandle constructor(FusedStep kind, List<?> functions, Downstream[] downs) {
        if (!copies) {
            return Copies.constructor(kind.type(), false);
        }
        var place = new Place(kind, around(kind, functions, downs));
        synchronized (taken) {
            int number = taken.merge(place, 1, Integer::sum) - 1;
            return Copies.around(place.around).get(kind, number);
        }
    }

    /** The user's code in a step or, where it has none of its own, what comes next. */
    private static Class<?> around(FusedStep kind, List<?> functions, Downstream[] downs) {
        Object first = functions.isEmpty() ? null : functions.get(0);
        if (first instanceof WindowSpec<?> spec) {
            return spec.userCode().getClass();
        }
        if (first != null
                && !(first instanceof Boolean)
                && !(first instanceof Class)
                && kind != FusedStep.STATEFUL
                && kind != FusedStep.STATEFUL_BATCH) {
            return first.getClass();
        }
        return downs.length == 0 ? kind.type() : downs[0].getClass();
    }
}
