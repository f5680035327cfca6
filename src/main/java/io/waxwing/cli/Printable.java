package io.waxwing.cli;

/** Text from outside made fit for one line of a terminal: control characters escaped, length capped. */
final class Printable {
    private Printable() {}

    /** The text between double quotes, escaped, at most {@code cap} characters of it. */
    static String quoted(String text, int cap) {
        return '"' + escaped(text, cap) + '"';
    }

    /** The text between double quotes, escaped, at most 200 characters of it. */
    static String quoted(String text) {
        return quoted(text, 200);
    }

    static String escaped(String text, int cap) {
        StringBuilder out = new StringBuilder();
        int end = Math.min(text.length(), cap);
        for (int i = 0; i < end; i++) {
            appendEscaped(out, text.charAt(i));
        }
        return end < text.length() ? out.append("...").toString() : out.toString();
    }

    private static void appendEscaped(StringBuilder out, char c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (isPlain(c)) {
                    out.append(c);
                } else {
                    out.append(String.format("\\u%04x", (int) c));
                }
            }
        }
    }

    /** Neither a control character nor one that changes the direction or the line of what follows. */
    static boolean isPlain(char c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.UNASSIGNED;
    }
}
