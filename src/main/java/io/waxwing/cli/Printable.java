package io.waxwing.cli;

import io.waxwing.text.Shown;

/** Text from outside, shown in messages. */
final class Printable {
    private static final int MOST = 200;

    private Printable() {}

    /** The text between double quotes, at most 200 characters of it. */
    static String quoted(String text) {
        return '"' + escaped(text, MOST) + '"';
    }

    static String escaped(String text, int cap) {
        return Shown.of(text, cap);
    }
}
