package io.waxwing.cli;

import io.waxwing.Dataflow;
import io.waxwing.text.Shown;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says why a class gave no dataflow: what was looked for, and what is there instead. */
final class GetterProblems {
    private static final int SHOWN_GETTERS = 20;

    private final Class<?> type;
    private final GetterExpression getter;
    private final Members members;

    GetterProblems(Class<?> type, GetterExpression getter, Members members) {
        this.type = type;
        this.getter = getter;
        this.members = members;
    }

    CliException of(String problem, @Nullable Throwable cause) {
        return new CliException(ExitCode.USAGE, named() + " " + problem, cause);
    }

    private CliException of(String problem) {
        return of(problem, null);
    }

    private String named() {
        return type.getName() + ":" + getter.shown();
    }

    CliException classNotPublic() {
        return CliException.usage(
                "class " + type.getName() + " is not public: write \"public class " + type.getSimpleName() + "\"");
    }

    CliException notDataflow(Class<?> given, String verb) {
        if (given.getName().equals(Dataflow.class.getName())) {
            return of(verb + " a Dataflow of a second copy of Waxwing: leave Waxwing out of the flow's own classes");
        }
        return of(verb + " " + given.getTypeName() + ", not " + Dataflow.class.getName());
    }

    CliException ambiguous(List<Call> calls) {
        return of("is ambiguous: these take the arguments equally well: " + signatures(calls));
    }

    CliException severalOfOneName(@Nullable Field field, List<Call> methods, List<Call> properties) {
        List<String> found = new ArrayList<>();
        if (field != null) {
            found.add("the field " + field.getName());
        }
        methods.forEach(call -> found.add("the method " + Members.signature(call.method())));
        properties.forEach(call -> found.add("the method " + Members.signature(call.method())));
        return of("could mean " + String.join(" or ", found)
                + ": call a method with parentheses behind its name, or rename one");
    }

    private static String signatures(List<Call> calls) {
        return String.join(
                ", ",
                calls.stream().map(call -> Members.signature(call.method())).toList());
    }

    /** No static field of the name, and no static method of the name that takes the arguments. */
    CliException nothingFits() {
        String name = getter.name();
        List<String> signatures =
                members.staticMethods(name).stream().map(Members::signature).toList();
        if (!signatures.isEmpty()) {
            return of("cannot be called with " + given() + "; there is " + String.join(", ", signatures));
        }
        if (getter.call() && members.staticField(name) != null) {
            return of("is a field: leave out the parentheses");
        }
        if (members.hasInstanceMember(name)) {
            return of("is not static: make it public static");
        }
        if (members.hasHiddenMember(name)) {
            return of("is not public: make it public static");
        }
        return noSuchMember();
    }

    private String given() {
        if (getter.arguments().isEmpty()) {
            return "no arguments";
        }
        return String.join(", ", getter.arguments().stream().map(Literal::kind).toList());
    }

    private CliException noSuchMember() {
        Set<String> getters = members.getters();
        String missing = "class " + type.getName() + " has no " + Shown.quoted(getter.name());
        if (getters.isEmpty()) {
            return CliException.usage(missing + ", and no other public static field or method that gives a Dataflow");
        }
        String near = Suggestion.nearest(getter.name(), Members.names(getters));
        return CliException.usage(missing
                + (near == null ? "; it has " : "; did you mean " + Shown.quoted(near) + "? It has ")
                + capped(getters));
    }

    private static String capped(Set<String> getters) {
        String shown = String.join(", ", getters.stream().limit(SHOWN_GETTERS).toList());
        int more = getters.size() - SHOWN_GETTERS;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }
}
