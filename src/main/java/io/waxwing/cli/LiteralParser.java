package io.waxwing.cli;

import io.waxwing.text.Shown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one literal, nested ones included. */
final class LiteralParser {
    private static final int MAX_DEPTH = 50;
    private static final String EXPECTED = "expected a literal ('text', 1, 2.5, true, null, [..] or {..}), got ";

    private final TextCursor cursor;
    private int depth;

    LiteralParser(TextCursor cursor) {
        this.cursor = cursor;
    }

    Literal literal() {
        cursor.skipBlanks();
        int at = cursor.position();
        char c = cursor.peek();
        if (c == '\'' || c == '"') {
            return StringLiterals.read(cursor);
        }
        if (NumberLiterals.startsHere(cursor)) {
            return NumberLiterals.read(cursor);
        }
        if (c == '[') {
            return nested(at, true);
        }
        if (c == '{') {
            return nested(at, false);
        }
        return word(at);
    }

    private Literal word(int at) {
        String word = cursor.identifier();
        return switch (word) {
            case "true", "True" -> new Literal.Flag(at, true);
            case "false", "False" -> new Literal.Flag(at, false);
            case "null", "None" -> new Literal.Nothing(at);
            case "" -> throw cursor.refuse(EXPECTED + cursor.found());
            default -> throw cursor.refuse(EXPECTED + "the name " + Shown.quoted(word), at);
        };
    }

    private Literal nested(int at, boolean list) {
        if (++depth > MAX_DEPTH) {
            throw cursor.refuse("lists and maps may be nested " + MAX_DEPTH + " deep");
        }
        cursor.next();
        Literal result = list ? items(at) : entries(at);
        depth--;
        return result;
    }

    private Literal items(int at) {
        List<Literal> values = new ArrayList<>();
        boolean more = !closes(']');
        while (more) {
            values.add(literal());
            more = separated(']', "an item of the list");
        }
        return new Literal.Items(at, List.copyOf(values));
    }

    private Literal entries(int at) {
        List<Literal.Entry> entries = new ArrayList<>();
        Set<@Nullable Object> keys = new HashSet<>();
        boolean more = !closes('}');
        while (more) {
            Literal key = literal();
            if (key instanceof Literal.Items || key instanceof Literal.Entries) {
                throw cursor.refuse("the key of a map must be a string, a number, a boolean or null", key.at());
            }
            if (!keys.add(key.plain())) {
                throw cursor.refuse("this key is in the map already", key.at());
            }
            cursor.skipBlanks();
            if (!cursor.take(':')) {
                throw cursor.refuse("expected : after the key of a map, got " + cursor.found());
            }
            entries.add(new Literal.Entry(key, literal()));
            more = separated('}', "an entry of the map");
        }
        return new Literal.Entries(at, List.copyOf(entries));
    }

    private boolean closes(char bracket) {
        cursor.skipBlanks();
        return cursor.take(bracket);
    }

    private boolean separated(char bracket, String after) {
        if (closes(bracket)) {
            return false;
        }
        if (!cursor.take(',')) {
            throw cursor.refuse("expected , or " + bracket + " after " + after + ", got " + cursor.found());
        }
        return true;
    }
}
