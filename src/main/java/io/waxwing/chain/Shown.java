package io.waxwing.chain;

/** Data as it is shown in messages: escaped, on one line, at most 128 characters. */
public final class Shown {
    private static final int MOST = 128;

    private Shown() {}

    /** The text of an object that a user made; its toString may fail. */
    public static String of(Object data) {
        return of(data, MOST);
    }

    /** The same with another limit. */
    public static String of(Object data, int most) {
        String text;
        try {
            text = String.valueOf(data);
        } catch (RuntimeException | StackOverflowError e) {
            text = "a " + (data == null ? "null" : data.getClass().getTypeName()) + " whose toString failed";
        }
        var shown = new StringBuilder();
        for (int i = 0; i < text.length() && shown.length() < most; i++) {
            char c = text.charAt(i);
            if (c < ' ' || (c >= 0x7f && c < 0xa0) || Character.getType(c) == Character.FORMAT) {
                shown.append(String.format("\\u%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return text.length() > most ? shown + "... (" + text.length() + " characters)" : shown.toString();
    }
}
