package io.waxwing.cli;

import org.jspecify.annotations.Nullable;

/**
 * Reads a plain command line, options in the forms {@code -w3}, {@code -w 3}, {@code --name value} and {@code --name=value} and one
 * module, without loading a command line library: that alone would take as long as the rest of a short run. Whatever is not plain, is
 * wrong, or asks for help is left to {@link PicocliArguments}; what both understand they understand alike, and a test holds them to it.
 */
final class QuickArguments {
    private final String[] typed;
    private final Arguments arguments = new Arguments();
    private int next;

    private QuickArguments(String[] typed) {
        this.typed = typed;
    }

    /** Gives null for anything that is not plain. */
    static @Nullable Arguments parse(String[] typed) {
        QuickArguments quick = new QuickArguments(typed);
        return quick.parse() ? quick.arguments : null;
    }

    private boolean parse() {
        while (next < typed.length) {
            String argument = typed[next++];
            if (!(argument.startsWith("-") ? option(argument) : module(argument))) {
                return false;
            }
        }
        return arguments.getterString() != null;
    }

    private boolean module(String argument) {
        if (arguments.getterString() != null || argument.isEmpty() || Subcommand.isName(argument)) {
            return false;
        }
        arguments.getterString(argument);
        return true;
    }

    private boolean option(String argument) {
        for (RunOption option : RunOption.values()) {
            if (option.hasName(argument)) {
                return option.takesValue() ? spacedValue(option) : set(option, "true");
            }
            String attached = option.takesValue() ? attachedValue(option, argument) : null;
            if (attached != null) {
                return set(option, attached);
            }
        }
        return false;
    }

    private boolean spacedValue(RunOption option) {
        if (next == typed.length || typed[next].startsWith("-") || Subcommand.isName(typed[next])) {
            return false;
        }
        return set(option, typed[next++]);
    }

    /** {@code --name=value}, or {@code -w3}; a short option's {@code =} is left to the other parser. */
    private static @Nullable String attachedValue(RunOption option, String argument) {
        String longForm = option.longName() + "=";
        if (argument.startsWith(longForm)) {
            return argument.substring(longForm.length());
        }
        String shortName = option.shortName();
        boolean digits = shortName != null
                && shortName.length() == 2
                && argument.startsWith(shortName)
                && Character.isDigit(argument.charAt(2));
        return digits ? argument.substring(2) : null;
    }

    private boolean set(RunOption option, String value) {
        if (value.isEmpty() || (arguments.has(option) && !option.repeatable())) {
            return false;
        }
        arguments.add(option, value);
        return true;
    }
}
