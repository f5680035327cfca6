package io.waxwing.cli;

import io.waxwing.Dataflow;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Asks a class for its dataflow: reads a public static field or calls a public static method, and only one that is declared to give a
 * {@link Dataflow}. Nothing else of the class is run.
 */
final class DataflowGetter {
    private final Class<?> type;
    private final GetterExpression getter;
    private final Members members;
    private final GetterProblems problems;

    private DataflowGetter(Class<?> type, GetterExpression getter) {
        this.type = type;
        this.getter = getter;
        this.members = new Members(type);
        this.problems = new GetterProblems(type, getter, members);
    }

    static Dataflow get(Class<?> type, GetterExpression getter) {
        try {
            return new DataflowGetter(type, getter).get();
        } catch (LinkageError e) {
            throw ClassProblems.refusal(type.getName(), e);
        }
    }

    private Dataflow get() {
        if (!Modifier.isPublic(type.getModifiers())) {
            throw problems.classNotPublic();
        }
        Field field = getter.call() ? null : members.staticField(getter.name());
        List<Call> methods = calls(getter.name());
        List<Call> properties = getter.call() ? List.of() : calls(propertyName(getter.name()));
        int kinds = (field == null ? 0 : 1) + (methods.isEmpty() ? 0 : 1) + (properties.isEmpty() ? 0 : 1);
        if (kinds == 0) {
            throw problems.nothingFits();
        }
        if (kinds > 1) {
            throw problems.severalOfOneName(field, methods, properties);
        }
        return field == null ? call(best(methods.isEmpty() ? properties : methods)) : read(field);
    }

    /** Kotlin's property {@code flow} is Java's method {@code getFlow()}. */
    private static String propertyName(String name) {
        return "get" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private List<Call> calls(String name) {
        List<Call> found = new ArrayList<>();
        for (Method method : members.staticMethods(name)) {
            Call call = Call.of(method, getter.arguments());
            if (call != null) {
                found.add(call);
            }
        }
        return found;
    }

    private Call best(List<Call> calls) {
        for (Call call : calls) {
            long notBeaten =
                    calls.stream().filter(other -> !call.betterThan(other)).count();
            if (notBeaten == 1) { // itself
                return call;
            }
        }
        throw problems.ambiguous(calls);
    }

    private Dataflow read(Field field) {
        check(field, field.getType(), "is");
        try {
            return notNull(field.get(null), "is null");
        } catch (IllegalAccessException e) {
            throw problems.of("cannot be read: " + e.getMessage(), e);
        } catch (ExceptionInInitializerError e) {
            throw initialising(e);
        }
    }

    private Dataflow call(Call call) {
        Method method = call.method();
        check(method, method.getReturnType(), "returns");
        try {
            return notNull(method.invoke(null, call.arguments().toArray()), "returned null");
        } catch (IllegalAccessException e) {
            throw problems.of("cannot be called: " + e.getMessage(), e);
        } catch (ExceptionInInitializerError e) {
            throw initialising(e);
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            throw problems.of("threw " + UserFrames.describe(thrown), thrown);
        }
    }

    private void check(Member member, Class<?> given, String verb) {
        if (given != Dataflow.class) {
            throw problems.notDataflow(given, verb);
        }
        if (!Modifier.isPublic(member.getDeclaringClass().getModifiers())) {
            throw problems.of("is declared in " + member.getDeclaringClass().getName() + ", which is not public", null);
        }
    }

    private Dataflow notNull(@Nullable Object value, String problem) {
        if (value == null) {
            throw problems.of(problem + ", and that is no Dataflow to run", null);
        }
        return (Dataflow) value;
    }

    private CliException initialising(ExceptionInInitializerError error) {
        Throwable thrown = error.getCause() == null ? error : error.getCause();
        return CliException.usage(
                "class " + type.getName() + " could not be initialised: " + UserFrames.describe(thrown), thrown);
    }
}
