package io.waxwing.mesh;

import java.util.HexFormat;

/** Text from outside, made fit for one line of a message: control characters escaped, length capped. */
final class Printable {
    private static final int LIMIT = 512;

    private Printable() {}

    static String of(String text) {
        return of(text, LIMIT);
    }

    /** With another cap, in characters. */
    static String of(String text, int limit) {
        var line = new StringBuilder(Math.min(text.length(), limit) + 16);
        for (int i = 0; i < text.length(); i++) {
            if (line.length() >= limit) {
                return line.append("... (")
                        .append(text.length())
                        .append(" characters)")
                        .toString();
            }
            char c = text.charAt(i);
            if (Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || c == '\u2028'
                    || c == '\u2029') {
                line.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                line.append(c);
            }
        }
        return line.toString();
    }

    /** What went wrong, in words: the message of an exception, or its name where it has none. */
    static String of(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : of(message);
    }
}
