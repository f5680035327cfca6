package io.waxwing.text;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Data of users and peers made fit for one line of a message or a terminal: what would break the line, steer the terminal or turn the
 * direction of the text is escaped, and the length is capped.
 */
public final class Shown {
    private static final int MOST = 128;
    private static final int MOST_QUOTED = 200;
    private static final int MOST_OF_LINE = 512;

    private Shown() {}

    /** The text of an object that a user made, at most 128 characters of it; its toString may fail. */
    public static String of(@Nullable Object data) {
        return of(data, MOST);
    }

    /** The same between double quotes, at most 200 characters of it. */
    public static String quoted(@Nullable Object data) {
        return '"' + of(data, MOST_QUOTED) + '"';
    }

    /** The same for what may fill a line: at most 512 characters of it. */
    public static String line(String text) {
        return of(text, MOST_OF_LINE);
    }

    /**
     * The same with another cap.
     *
     * @param most characters to show, as escaped; what is cut off says how many there were
     */
    public static String of(@Nullable Object data, int most) {
        String text;
        try {
            String told = data instanceof Object[] array ? Arrays.toString(array) : String.valueOf(data);
            text = Objects.requireNonNullElse(told, "null"); // a toString may give null
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            text = "a " + (data == null ? "null" : data.getClass().getTypeName()) + " whose toString failed";
        }
        return escaped(text, most);
    }

    private static String escaped(String text, int most) {
        var shown = new StringBuilder(Math.min(text.length(), most) + 32);
        for (int i = 0; i < text.length(); i++) {
            if (shown.length() >= most) {
                return shown.append("... (")
                        .append(text.length())
                        .append(" characters)")
                        .toString();
            }
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                default -> {
                    if (isPlain(c)) {
                        shown.append(c);
                    } else {
                        shown.append("\\u").append(HexFormat.of().toHexDigits(c));
                    }
                }
            }
        }
        return shown.toString();
    }

    /** Whether a character is shown as it is: neither a control character nor one that changes the line or direction of what follows. */
    public static boolean isPlain(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
