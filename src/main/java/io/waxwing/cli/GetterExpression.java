package io.waxwing.cli;

import java.util.List;

/**
 * What is asked of a module: a name ({@code flow}) or a call with literal arguments ({@code flow('a', 3)}).
 *
 * @param name of a public static member
 * @param call whether there were parentheses
 * @param arguments empty unless it is a call
 * @param source the whole text it was read from, for messages that point into it
 */
record GetterExpression(String name, boolean call, List<Literal> arguments, String source) {
    /** The name that is asked for when none is given. */
    static final String DEFAULT_NAME = "flow";

    GetterExpression {
        arguments = List.copyOf(arguments);
    }

    /** The one for a module without a getter. */
    static GetterExpression ofDefault(String source) {
        return new GetterExpression(DEFAULT_NAME, false, List.of(), source);
    }

    /** As it is named in messages: {@code flow} or {@code flow(..)}. */
    String shown() {
        if (!call) {
            return name;
        }
        return name + (arguments.isEmpty() ? "()" : "(..)");
    }
}
