package io.waxwing.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The command line of {@code run}, taken apart but not yet understood. */
final class Arguments {
    private final Map<RunOption, List<String>> values = new EnumMap<>(RunOption.class);
    private @Nullable String getterString;

    void add(RunOption option, String value) {
        values.computeIfAbsent(option, absent -> new ArrayList<>()).add(value);
    }

    void getterString(String text) {
        getterString = text;
    }

    @Nullable
    String getterString() {
        return getterString;
    }

    boolean has(RunOption option) {
        return values.containsKey(option);
    }

    /** The value that was given, or null. */
    @Nullable
    String value(RunOption option) {
        List<String> given = values.get(option);
        return given == null ? null : given.get(given.size() - 1);
    }

    List<String> values(RunOption option) {
        return values.getOrDefault(option, List.of());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Arguments arguments
                && values.equals(arguments.values)
                && String.valueOf(getterString).equals(String.valueOf(arguments.getterString));
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values + " " + getterString;
    }
}
