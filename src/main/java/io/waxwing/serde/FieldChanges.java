package io.waxwing.serde;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What became of the fields of a class since it was saved. Values can be read when fields were only added: each of the saved ones must
 * still be there, with its type, in the same order. A field that is gone or has another type may have been renamed, split or given
 * another meaning; nobody but the author of the flow knows, so that is refused.
 */
final class FieldChanges {
    private record Field(String type, String name) {
        @Override
        public String toString() {
            return type + " " + name;
        }
    }

    private final boolean[] saved;
    private final List<String> differences = new ArrayList<>();

    /** Compares two shapes as {@link StructFields#shape} makes them. */
    FieldChanges(String before, String now) {
        String kind = kind(now);
        List<Field> old = fields(before);
        List<Field> fields = fields(now);
        saved = new boolean[fields.size()];
        if (!kind(before).equals(kind) || !(kind.equals("record") || kind.equals("class"))) {
            differences.add("it was " + before + " and is " + now);
            return;
        }
        int next = 0;
        for (int i = 0; i < fields.size(); i++) {
            saved[i] = next < old.size() && old.get(next).equals(fields.get(i));
            next += saved[i] ? 1 : 0;
        }
        if (next < old.size() || hasNamesakes(fields)) {
            compare(old, fields);
        }
    }

    private void compare(List<Field> old, List<Field> fields) {
        for (Field was : old) {
            Optional<Field> is =
                    fields.stream().filter(field -> field.name.equals(was.name)).findFirst();
            if (is.isEmpty()) {
                differences.add("field \"" + was + "\" is gone");
            } else if (!is.get().type.equals(was.type)) {
                differences.add("field \"" + was + "\" is \"" + is.get() + "\" now");
            }
        }
        for (Field field : fields) {
            if (old.stream().noneMatch(was -> was.name.equals(field.name))) {
                differences.add("field \"" + field + "\" is new");
            }
        }
        if (differences.isEmpty()) {
            differences.add("its fields were " + old + " and are " + fields);
        }
    }

    private static boolean hasNamesakes(List<Field> fields) {
        Set<String> names = new HashSet<>();
        return fields.stream().anyMatch(field -> !names.add(field.name));
    }

    /** Empty when what was saved can be read. */
    List<String> differences() {
        return differences;
    }

    /** By field of the class as it is now: whether it was saved. */
    boolean[] saved() {
        return saved;
    }

    private static String kind(String shape) {
        int open = shape.indexOf('(');
        return open < 0 ? shape : shape.substring(0, open);
    }

    private static List<Field> fields(String shape) {
        int open = shape.indexOf('(');
        if (open < 0 || open + 1 >= shape.length() - 1) {
            return List.of();
        }
        return Arrays.stream(shape.substring(open + 1, shape.length() - 1).split(", "))
                .map(text -> {
                    int space = text.lastIndexOf(' ');
                    return new Field(text.substring(0, Math.max(space, 0)), text.substring(space + 1));
                })
                .toList();
    }
}
