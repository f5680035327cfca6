package io.waxwing.cli;

import io.waxwing.Dataflow;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The members of a module's class, as the getter sees them and as they are shown. */
final class Members {
    private final Class<?> type;

    Members(Class<?> type) {
        this.type = type;
    }

    /** The public static field of this name, inherited ones included. */
    @Nullable
    Field staticField(String name) {
        Field field = field(name);
        return field != null && isStatic(field) ? field : null;
    }

    private @Nullable Field field(String name) {
        try {
            return type.getField(name);
        } catch (NoSuchFieldException notThere) {
            return null;
        }
    }

    /** The public static methods of this name, in a fixed order. */
    List<Method> staticMethods(String name) {
        List<Method> found = new ArrayList<>();
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name) && isStatic(method) && !method.isSynthetic()) {
                found.add(method);
            }
        }
        found.sort(Comparator.comparing(Members::signature));
        return found;
    }

    /** Whether there is a public member of this name that needs an object. */
    boolean hasInstanceMember(String name) {
        Field field = field(name);
        return (field != null && !isStatic(field))
                || Arrays.stream(type.getMethods())
                        .anyMatch(method -> method.getName().equals(name) && !isStatic(method));
    }

    /** Whether the class itself declares a member of this name that is not public. */
    boolean hasHiddenMember(String name) {
        return Stream.concat(Arrays.stream(type.getDeclaredFields()), Arrays.stream(type.getDeclaredMethods()))
                .map(Member.class::cast)
                .anyMatch(member -> member.getName().equals(name) && !Modifier.isPublic(member.getModifiers()));
    }

    /** What could have been asked for: the public static members that give a dataflow. */
    Set<String> getters() {
        Set<String> getters = new TreeSet<>();
        for (Field field : type.getFields()) {
            if (isStatic(field) && field.getType() == Dataflow.class) {
                getters.add(field.getName());
            }
        }
        for (Method method : type.getMethods()) {
            if (isStatic(method) && method.getReturnType() == Dataflow.class && !method.isSynthetic()) {
                getters.add(signature(method));
            }
        }
        return getters;
    }

    /** The names among {@link #getters}. */
    static Set<String> names(Set<String> getters) {
        Set<String> names = new LinkedHashSet<>();
        for (String getter : getters) {
            int open = getter.indexOf('(');
            names.add(open < 0 ? getter : getter.substring(0, open));
        }
        return names;
    }

    static boolean isStatic(Member member) {
        return Modifier.isStatic(member.getModifiers());
    }

    /** {@code flow(String path, int... counts)}; parameters without names when the class was compiled without them. */
    static String signature(Method method) {
        StringBuilder text = new StringBuilder(method.getName()).append('(');
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            text.append(i == 0 ? "" : ", ");
            Class<?> type = parameters[i].getType();
            text.append(parameters[i].isVarArgs() ? shown(type.getComponentType()) + "..." : shown(type));
            if (parameters[i].isNamePresent()) {
                text.append(' ').append(parameters[i].getName());
            }
        }
        return text.append(')').toString();
    }

    private static String shown(Class<?> type) {
        return type.getSimpleName();
    }
}
