package io.waxwing.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A step of a description.
 *
 * @param id its id, without dots
 * @param op what it does
 * @param in the ports it reads: an id, or an id and the name of a further output, such as {@code s3.falses}
 * @param args parameters by name, of types that JSON has
 */
record Node(String id, Operation op, List<String> in, Map<String, @Nullable Object> args) {
    @Nullable
    Object arg(String name) {
        if (!args.containsKey(name)) {
            throw new IllegalStateException("no \"" + name + "\" in " + this);
        }
        return args.get(name);
    }

    List<@Nullable Object> list(String name) {
        return asList(arg(name));
    }

    long number(String name) {
        return (Long) Objects.requireNonNull(arg(name));
    }

    String text(String name) {
        return (String) Objects.requireNonNull(arg(name));
    }

    boolean flag(String name) {
        return (Boolean) Objects.requireNonNull(arg(name));
    }

    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> map(String name) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(arg(name));
    }

    Node withIn(List<String> changed) {
        return new Node(id, op, changed, args);
    }

    Node withArg(String name, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(args);
        changed.put(name, value);
        return new Node(id, op, in, changed);
    }

    Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("op", op.label);
        json.put("in", in);
        json.putAll(args);
        return json;
    }

    static Node ofJson(Map<String, @Nullable Object> json) {
        Map<String, @Nullable Object> args = new LinkedHashMap<>(json);
        String id = (String) Objects.requireNonNull(args.remove("id"));
        Operation op = Operation.of((String) Objects.requireNonNull(args.remove("op")));
        List<String> in = new ArrayList<>();
        asList(args.remove("in")).forEach(port -> in.add((String) Objects.requireNonNull(port)));
        return new Node(id, op, in, args);
    }

    @SuppressWarnings("unchecked")
    static List<@Nullable Object> asList(@Nullable Object value) {
        return (List<@Nullable Object>) Objects.requireNonNull(value);
    }
}
