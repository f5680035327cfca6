package io.waxwing.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Durations as they are typed: {@code 10} (seconds), {@code 0}, {@code 1.5s}, {@code 500ms}, {@code 5m}, {@code 1h}, {@code 1d}, {@code PT5M}. */
final class DurationText {
    /** For messages. */
    static final String FORMS = "10 (seconds), 500ms, 10s, 5m, 1h or PT5M";

    private static final int MAX_DIGITS = 12;

    private DurationText() {}

    /** Gives null for anything that is no duration, negative ones included. */
    static @Nullable Duration parse(String text) {
        if (text.startsWith("P") || text.startsWith("p")) {
            return iso(text);
        }
        int digits = 0;
        while (digits < text.length() && isDigitOrPoint(text.charAt(digits))) {
            digits++;
        }
        Long unit = nanosOf(text.substring(digits));
        String number = text.substring(0, digits);
        if (unit == null || number.length() > MAX_DIGITS || !isNumber(number)) {
            return null;
        }
        int point = number.indexOf('.');
        String whole = point < 0 ? number : number.substring(0, point);
        Duration duration = Duration.ofNanos(unit).multipliedBy(Long.parseLong(whole));
        return point < 0
                ? duration
                : duration.plusNanos((long) (unit * Double.parseDouble("0" + number.substring(point))));
    }

    private static @Nullable Duration iso(String text) {
        try {
            Duration duration = Duration.parse(text);
            return duration.isNegative() ? null : duration;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable Long nanosOf(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "", "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            case "d" -> 86_400_000_000_000L;
            default -> null;
        };
    }

    private static boolean isDigitOrPoint(char c) {
        return (c >= '0' && c <= '9') || c == '.';
    }

    /** Digits, and perhaps a point with digits on both sides of it. */
    private static boolean isNumber(String text) {
        int point = text.indexOf('.');
        return !text.isEmpty() && point == text.lastIndexOf('.') && point != 0 && point != text.length() - 1;
    }
}
