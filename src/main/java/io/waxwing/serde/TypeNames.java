package io.waxwing.serde;

/** How class names are checked and shown. */
final class TypeNames {
    /** Longest class name taken from the wire. */
    static final int MAX_LENGTH = 512;

    private static final int MAX_SHOWN = 128;

    private TypeNames() {}

    /** Whether this is the binary name of a class that is no array: identifiers between single dots. */
    static boolean isBinaryName(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            return false;
        }
        boolean start = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                if (start) {
                    return false;
                }
                start = true;
            } else if (start ? Character.isJavaIdentifierStart(c) : Character.isJavaIdentifierPart(c)) {
                start = false;
            } else {
                return false;
            }
        }
        return !start;
    }

    /** Text from outside, on one line, without control characters, of bounded length. */
    static String shown(String text) {
        StringBuilder out = new StringBuilder();
        int end = Math.min(text.length(), MAX_SHOWN);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f) {
                out.append(c);
            } else {
                out.append(String.format("\\u%04x", (int) c));
            }
        }
        return text.length() > MAX_SHOWN ? out.append("...").toString() : out.toString();
    }

    /** "class com.acme.Foo", "record ...", "interface ...". */
    static String describe(Class<?> type) {
        String kind = type.isRecord() ? "record" : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
        return kind + " " + shown(type.getTypeName());
    }
}
