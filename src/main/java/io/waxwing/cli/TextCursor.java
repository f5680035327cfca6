package io.waxwing.cli;

import io.waxwing.text.Shown;

/** A place in a text that is being read from left to right, and the refusal that points at a place in it. */
final class TextCursor {
    /** What {@link #peek} gives at the end. */
    static final char END = '\uffff';

    private static final int WINDOW = 100;

    private final String text;
    private int position;

    TextCursor(String text, int position) {
        this.text = text;
        this.position = position;
    }

    int position() {
        return position;
    }

    boolean atEnd() {
        return position >= text.length();
    }

    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return position + ahead < text.length() ? text.charAt(position + ahead) : END;
    }

    char next() {
        return text.charAt(position++);
    }

    boolean take(char expected) {
        if (atEnd() || text.charAt(position) != expected) {
            return false;
        }
        position++;
        return true;
    }

    void skipBlanks() {
        while (!atEnd() && " \t\n\r\f".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    /** The identifier here, or an empty text when there is none. */
    String identifier() {
        int start = position;
        while (!atEnd() && (position == start ? startsIdentifier(peek()) : continuesIdentifier(peek()))) {
            position++;
        }
        return text.substring(start, position);
    }

    String from(int start) {
        return text.substring(start, position);
    }

    static boolean startsIdentifier(char c) {
        return Character.isJavaIdentifierStart(c);
    }

    static boolean continuesIdentifier(char c) {
        return c != END && Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
    }

    /** What stands here, for a message. */
    String found() {
        return atEnd() ? "the end" : Shown.quoted(text.substring(position, position + 1));
    }

    CliException refuse(String problem) {
        return refuse(problem, position);
    }

    /** The problem, the text, and a caret under the place. */
    CliException refuse(String problem, int at) {
        return CliException.usage(problem + "\n" + pointAt(text, at));
    }

    /** Two indented lines: the text, or the part of it around the place, and a caret. */
    static String pointAt(String text, int at) {
        int from = text.length() <= WINDOW ? 0 : Math.max(0, at - WINDOW / 2);
        int to = Math.min(text.length(), from + WINDOW);
        StringBuilder shown = new StringBuilder("    ");
        StringBuilder pad = new StringBuilder("    ");
        if (from > 0) {
            shown.append("...");
            pad.append("   ");
        }
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean secondHalf = Character.isLowSurrogate(c);
            shown.append(Shown.isPlain(c) || c == ' ' ? c : '?');
            if (i < at && !secondHalf) {
                pad.append(' ');
            }
        }
        if (to < text.length()) {
            shown.append("...");
        }
        return shown + "\n" + pad + "^";
    }
}
