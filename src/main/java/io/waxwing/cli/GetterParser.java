package io.waxwing.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a getter: a name, or a name and literal arguments in parentheses. Nothing is evaluated, so nothing but a public static member
 * can ever be reached.
 *
 * <pre>
 * getter  := name [ '(' [ literal { ',' literal } ] ')' ]
 * literal := string | number | boolean | null | '[' literals ']' | '{' literal ':' literal, ... '}'
 * </pre>
 */
final class GetterParser {
    private final TextCursor cursor;
    private final LiteralParser literals;

    private GetterParser(String text, int from) {
        cursor = new TextCursor(text, from);
        literals = new LiteralParser(cursor);
    }

    /** Reads the getter that starts at {@code from} and goes to the end of the text. */
    static GetterExpression parse(String text, int from) {
        return new GetterParser(text, from).getter(text);
    }

    private GetterExpression getter(String text) {
        cursor.skipBlanks();
        String name = cursor.identifier();
        if (name.isEmpty()) {
            throw cursor.refuse("expected the name of a field or method after the colon, got " + cursor.found());
        }
        cursor.skipBlanks();
        boolean call = cursor.take('(');
        List<Literal> arguments = call ? arguments() : List.of();
        cursor.skipBlanks();
        if (!cursor.atEnd()) {
            throw cursor.refuse(
                    "expected nothing after " + (call ? "the call" : "the name") + ", got " + cursor.found());
        }
        return new GetterExpression(name, call, arguments, text);
    }

    private List<Literal> arguments() {
        List<Literal> arguments = new ArrayList<>();
        cursor.skipBlanks();
        if (cursor.take(')')) {
            return arguments;
        }
        while (true) {
            arguments.add(argument());
            cursor.skipBlanks();
            if (cursor.take(')')) {
                return arguments;
            }
            if (!cursor.take(',')) {
                throw cursor.refuse("expected , or ) after an argument, got " + cursor.found());
            }
        }
    }

    private Literal argument() {
        cursor.skipBlanks();
        refuseKeyword();
        return literals.literal();
    }

    private void refuseKeyword() {
        int ahead = 0;
        while (ahead == 0
                ? TextCursor.startsIdentifier(cursor.peek())
                : TextCursor.continuesIdentifier(cursor.peek(ahead))) {
            ahead++;
        }
        int end = ahead;
        while (cursor.peek(ahead) == ' ') {
            ahead++;
        }
        if (end > 0 && cursor.peek(ahead) == '=' && cursor.peek(ahead + 1) != '=') {
            throw cursor.refuse("keyword arguments are not taken: give the values alone, in the method's order");
        }
    }
}
