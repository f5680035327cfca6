package io.waxwing.cli;

/**
 * {@code <module>[:<getter>]}, split at the first colon whose whole rest reads as a name or as a name and an opening parenthesis. So a
 * drive letter before the colon, or a colon inside a literal, does no harm.
 *
 * @param module a class, a jar or a source file
 * @param getter what to ask it for
 */
record GetterString(String module, GetterExpression getter) {

    static GetterString parse(String text) {
        for (int colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
            if (readsAsGetter(text, colon + 1)) {
                return new GetterString(module(text, colon), GetterParser.parse(text, colon + 1));
            }
        }
        int colon = text.lastIndexOf(':');
        if (colon >= 0 && !isDrive(text, colon)) {
            GetterParser.parse(text, text.indexOf(':', isDrive(text, 1) ? 2 : 0) + 1);
        }
        return new GetterString(module(text, text.length()), GetterExpression.ofDefault(text));
    }

    private static String module(String text, int end) {
        String module = text.substring(0, end);
        if (module.isBlank()) {
            throw new TextCursor(text, 0).refuse("expected a module: a class, a .java file or a jar");
        }
        return module;
    }

    /** Whether the rest is {@code name} or {@code name(...}, blanks around the name allowed. */
    private static boolean readsAsGetter(String text, int from) {
        TextCursor cursor = new TextCursor(text, from);
        cursor.skipBlanks();
        if (cursor.identifier().isEmpty()) {
            return false;
        }
        cursor.skipBlanks();
        return cursor.atEnd() || cursor.peek() == '(';
    }

    /** {@code C:\} or {@code C:/} at the start. */
    private static boolean isDrive(String text, int colon) {
        return colon == 1
                && text.length() > 2
                && text.charAt(1) == ':'
                && Character.isLetter(text.charAt(0))
                && (text.charAt(2) == '\\' || text.charAt(2) == '/');
    }
}
