package io.waxwing.cli;

/** Reads strings in single or double quotes, with the escapes that Java and Python have in common. */
final class StringLiterals {
    private StringLiterals() {}

    static Literal read(TextCursor cursor) {
        int at = cursor.position();
        char quote = cursor.next();
        StringBuilder value = new StringBuilder();
        while (!cursor.atEnd()) {
            char c = cursor.next();
            if (c == quote) {
                return new Literal.Text(at, value.toString());
            }
            if (c == '\\') {
                escape(cursor, value);
            } else {
                value.append(c);
            }
        }
        throw cursor.refuse("this string is not closed: expected another " + quote, at);
    }

    private static void escape(TextCursor cursor, StringBuilder value) {
        int at = cursor.position() - 1;
        if (cursor.atEnd()) {
            throw cursor.refuse("expected a character after the backslash", at);
        }
        char c = cursor.next();
        switch (c) {
            case 'n' -> value.append('\n');
            case 't' -> value.append('\t');
            case 'r' -> value.append('\r');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case '0' -> value.append('\0');
            case '\\', '\'', '"' -> value.append(c);
            case 'x' -> value.append((char) hex(cursor, at, 2));
            case 'u' -> value.append((char) hex(cursor, at, 4));
            default ->
                throw cursor.refuse(
                        "unknown escape in a string; a backslash itself is written twice, or use forward slashes", at);
        }
    }

    private static int hex(TextCursor cursor, int at, int digits) {
        int code = 0;
        for (int i = 0; i < digits; i++) {
            int digit = cursor.atEnd() ? -1 : Character.digit(cursor.next(), 16);
            if (digit < 0) {
                throw cursor.refuse("expected " + digits + " hexadecimal digits after this", at);
            }
            code = code * 16 + digit;
        }
        return code;
    }
}
