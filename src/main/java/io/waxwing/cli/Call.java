package io.waxwing.cli;

import java.lang.reflect.GenericSignatureFormatError;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method with arguments that fit it.
 *
 * @param method to call
 * @param arguments as the method takes them
 * @param costs of each literal, to tell the better of two overloads
 * @param spread whether the last arguments were put into an array
 */
record Call(Method method, List<@Nullable Object> arguments, List<Integer> costs, boolean spread) {

    /** Gives null when the literals do not fit. */
    static @Nullable Call of(Method method, List<Literal> literals) {
        Type[] types = parameterTypes(method);
        Call direct = literals.size() == types.length ? direct(method, literals, types) : null;
        if (direct != null || !method.isVarArgs() || literals.size() < types.length - 1) {
            return direct;
        }
        return spread(method, literals, types);
    }

    private static @Nullable Call direct(Method method, List<Literal> literals, Type[] types) {
        List<@Nullable Object> arguments = new ArrayList<>();
        List<Integer> costs = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            Fit fit = LiteralFitter.fit(literals.get(i), types[i]);
            if (fit == null) {
                return null;
            }
            arguments.add(fit.value());
            costs.add(fit.cost());
        }
        return new Call(method, arguments, costs, false);
    }

    private static @Nullable Call spread(Method method, List<Literal> literals, Type[] types) {
        int fixed = types.length - 1;
        Call head = direct(method, literals.subList(0, fixed), Arrays.copyOf(types, fixed));
        Type component = method.getParameterTypes()[fixed].getComponentType();
        Fit tail = LiteralFitter.array(literals.subList(fixed, literals.size()), component, 0);
        if (head == null || tail == null) {
            return null;
        }
        List<@Nullable Object> arguments = new ArrayList<>(head.arguments());
        arguments.add(tail.value());
        List<Integer> costs = new ArrayList<>(head.costs());
        for (int i = fixed; i < literals.size(); i++) {
            costs.add(tail.cost());
        }
        return new Call(method, arguments, costs, true);
    }

    private static Type[] parameterTypes(Method method) {
        try {
            return method.getGenericParameterTypes();
        } catch (GenericSignatureFormatError broken) {
            return method.getParameterTypes();
        }
    }

    /** Whether this is the better choice: no spreading before spreading, then no argument worse and one better. */
    boolean betterThan(Call other) {
        if (spread != other.spread) {
            return !spread;
        }
        boolean better = false;
        for (int i = 0; i < costs.size(); i++) {
            if (costs.get(i) > other.costs.get(i)) {
                return false;
            }
            better |= costs.get(i) < other.costs.get(i);
        }
        return better;
    }
}
