package io.waxwing.mesh;

import io.waxwing.text.Shown;

/** Text of peers and of the system, shown in messages. */
final class Printable {
    private static final int MOST = 512;

    private Printable() {}

    static String of(String text) {
        return Shown.of(text, MOST);
    }

    /** What went wrong, in words: the message of an exception, or its name where it has none. */
    static String of(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : of(message);
    }
}
