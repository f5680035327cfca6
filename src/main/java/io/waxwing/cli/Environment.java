package io.waxwing.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment variables of the process; an empty one counts as unset. */
record Environment(Map<String, String> variables) {
    @Nullable
    String get(String name) {
        String value = variables.get(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
