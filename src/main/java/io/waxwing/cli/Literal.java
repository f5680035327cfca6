package io.waxwing.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One argument of a getter call, as typed. */
sealed interface Literal {

    /** Where it starts in the getter string. */
    int at();

    /** What it is, for messages: "a string". */
    String kind();

    /** The value it has when nothing is known of the parameter's type. */
    @Nullable
    Object plain();

    record Text(int at, String value) implements Literal {
        @Override
        public String kind() {
            return "a string";
        }

        @Override
        public Object plain() {
            return value;
        }
    }

    /** An integer; {@code wide} when it has the suffix L or is too large for an int. */
    record Whole(int at, long value, boolean wide) implements Literal {
        @Override
        public String kind() {
            return wide ? "a long" : "an int";
        }

        @Override
        public Object plain() {
            return wide ? (Object) value : (Object) (int) value;
        }
    }

    record Real(int at, double value) implements Literal {
        @Override
        public String kind() {
            return "a double";
        }

        @Override
        public Object plain() {
            return value;
        }
    }

    record Flag(int at, boolean value) implements Literal {
        @Override
        public String kind() {
            return "a boolean";
        }

        @Override
        public Object plain() {
            return value;
        }
    }

    record Nothing(int at) implements Literal {
        @Override
        public String kind() {
            return "null";
        }

        @Override
        public @Nullable Object plain() {
            return null;
        }
    }

    record Items(int at, List<Literal> values) implements Literal {
        @Override
        public String kind() {
            return "a list";
        }

        @Override
        public Object plain() {
            List<@Nullable Object> list = new ArrayList<>(values.size());
            values.forEach(value -> list.add(value.plain()));
            return list;
        }
    }

    record Entries(int at, List<Entry> entries) implements Literal {
        @Override
        public String kind() {
            return "a map";
        }

        @Override
        public Object plain() {
            Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
            entries.forEach(entry -> map.put(entry.key().plain(), entry.value().plain()));
            return map;
        }
    }

    record Entry(Literal key, Literal value) {}
}
