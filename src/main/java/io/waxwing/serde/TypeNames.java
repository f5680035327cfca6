package io.waxwing.serde;

import io.waxwing.text.Shown;

/** How class names are checked and shown. */
final class TypeNames {
    /** Longest class name taken from the wire. */
    static final int MAX_LENGTH = 512;

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

    /** "class com.acme.Foo", "record ...", "interface ...". */
    static String describe(Class<?> type) {
        String kind = type.isRecord() ? "record" : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
        return kind + " " + Shown.of(type.getTypeName());
    }
}
