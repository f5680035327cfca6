package io.waxwing.cli;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a value of a parameter's type out of a literal, if it can be one; elements of lists and maps by their type arguments. */
final class LiteralFitter {
    private static final int ANY_OBJECT = 20;

    private LiteralFitter() {}

    /** Gives null when the literal cannot be a value of the type. */
    static @Nullable Fit fit(Literal literal, Type type) {
        Class<?> raw = raw(type);
        if (literal instanceof Literal.Nothing) {
            return raw.isPrimitive() ? null : new Fit(0, null);
        }
        if (literal instanceof Literal.Items items) {
            return fitItems(items, type, raw);
        }
        if (literal instanceof Literal.Entries entries) {
            return fitEntries(entries, type, raw);
        }
        return raw == Object.class ? new Fit(ANY_OBJECT, literal.plain()) : ScalarFitter.fit(literal, raw);
    }

    private static @Nullable Fit fitItems(Literal.Items items, Type type, Class<?> raw) {
        if (raw == Object.class) {
            return new Fit(ANY_OBJECT, items.plain());
        }
        if (raw.isArray()) {
            Type component = type instanceof GenericArrayType generic
                    ? generic.getGenericComponentType()
                    : raw.getComponentType();
            return array(items.values(), component, 1);
        }
        List<@Nullable Object> values = new ArrayList<>();
        int cost = fitAll(items.values(), argument(type, 0), values);
        if (cost < 0) {
            return null;
        }
        if (raw.isAssignableFrom(ArrayList.class)) {
            return new Fit(cost, values);
        }
        return raw.isAssignableFrom(LinkedHashSet.class) ? new Fit(cost + 1, new LinkedHashSet<>(values)) : null;
    }

    /** An array of the values, for an array parameter or the rest of the arguments of a varargs method. */
    static @Nullable Fit array(List<Literal> literals, Type component, int cost) {
        List<@Nullable Object> values = new ArrayList<>();
        int worst = fitAll(literals, component, values);
        if (worst < 0) {
            return null;
        }
        Object array = Array.newInstance(raw(component), values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, values.get(i));
        }
        return new Fit(worst + cost, array);
    }

    private static @Nullable Fit fitEntries(Literal.Entries entries, Type type, Class<?> raw) {
        if (raw != Object.class && !raw.isAssignableFrom(LinkedHashMap.class)) {
            return null;
        }
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        int worst = raw == Object.class ? ANY_OBJECT : 0;
        for (Literal.Entry entry : entries.entries()) {
            Fit key = fit(entry.key(), argument(type, 0));
            Fit value = fit(entry.value(), argument(type, 1));
            if (key == null || value == null) {
                return null;
            }
            worst = Math.max(worst, Math.max(key.cost(), value.cost()));
            map.put(key.value(), value.value());
        }
        return new Fit(worst, map);
    }

    /** Gives the worst cost, or -1 when one does not fit. */
    private static int fitAll(List<Literal> literals, Type type, List<@Nullable Object> values) {
        int worst = 0;
        for (Literal literal : literals) {
            Fit fit = fit(literal, type);
            if (fit == null) {
                return -1;
            }
            worst = Math.max(worst, fit.cost());
            values.add(fit.value());
        }
        return worst;
    }

    private static Type argument(Type type, int index) {
        return type instanceof ParameterizedType generic && generic.getActualTypeArguments().length > index
                ? generic.getActualTypeArguments()[index]
                : Object.class;
    }

    private static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType generic) {
            return raw(generic.getRawType());
        }
        if (type instanceof GenericArrayType array) {
            return raw(array.getGenericComponentType()).arrayType();
        }
        if (type instanceof WildcardType wildcard) {
            return raw(wildcard.getUpperBounds()[0]);
        }
        return type instanceof TypeVariable<?> variable ? raw(variable.getBounds()[0]) : Object.class;
    }
}
