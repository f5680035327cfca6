package io.waxwing.cli;

import java.math.BigInteger;

/**
 * Reads numbers: {@code 12}, {@code -7}, {@code 1_000}, {@code 0xff}, {@code 12L}, {@code 1.5}, {@code -2e3}. A leading zero is refused:
 * it means eight in one language and nothing in another.
 */
final class NumberLiterals {
    private NumberLiterals() {}

    static boolean startsHere(TextCursor cursor) {
        int ahead = isSign(cursor.peek()) ? 1 : 0;
        if (cursor.peek(ahead) == '.') {
            ahead++;
        }
        return isDigit(cursor.peek(ahead));
    }

    static Literal read(TextCursor cursor) {
        int at = cursor.position();
        if (isSign(cursor.peek())) {
            cursor.next();
        }
        boolean hex = cursor.peek() == '0' && (cursor.peek(1) == 'x' || cursor.peek(1) == 'X');
        while (continuesNumber(cursor, hex)) {
            cursor.next();
        }
        String typed = cursor.from(at);
        String digits = typed.replace("_", "");
        if (!underscoresAreBetweenDigits(typed, hex)) {
            throw malformed(cursor, at);
        }
        return hex ? whole(cursor, at, digits, 16) : decimal(cursor, at, digits);
    }

    private static Literal decimal(TextCursor cursor, int at, String digits) {
        String unsigned = isSign(digits.charAt(0)) ? digits.substring(1) : digits;
        if (unsigned.chars().allMatch(c -> isDigit((char) c) || c == 'L' || c == 'l')) {
            if (unsigned.length() > 1 && unsigned.charAt(0) == '0' && isDigit(unsigned.charAt(1))) {
                throw cursor.refuse("a number must not start with 0", at);
            }
            return whole(cursor, at, digits, 10);
        }
        if (!isReal(unsigned)) {
            throw malformed(cursor, at);
        }
        double value = Double.parseDouble(digits);
        if (Double.isInfinite(value)) {
            throw cursor.refuse("this number is too large for a double", at);
        }
        return new Literal.Real(at, value);
    }

    private static Literal whole(TextCursor cursor, int at, String digits, int radix) {
        boolean suffix = digits.endsWith("L") || digits.endsWith("l");
        String bare = suffix ? digits.substring(0, digits.length() - 1) : digits;
        if (radix == 16) {
            bare = bare.replaceFirst("0[xX]", "");
        }
        BigInteger value;
        try {
            value = new BigInteger(bare, radix);
        } catch (NumberFormatException notDigits) {
            throw malformed(cursor, at);
        }
        if (value.bitLength() > 63) {
            throw cursor.refuse("this number is too large for a long", at);
        }
        return new Literal.Whole(at, value.longValue(), suffix || value.bitLength() > 31);
    }

    /** Digits with at most one point, then perhaps an exponent. */
    private static boolean isReal(String text) {
        int i = 0;
        int digits = 0;
        int points = 0;
        for (; i < text.length() && (isDigit(text.charAt(i)) || text.charAt(i) == '.'); i++) {
            if (text.charAt(i) == '.') {
                points++;
            } else {
                digits++;
            }
        }
        if (points > 1 || digits == 0) {
            return false;
        }
        if (i == text.length()) {
            return true;
        }
        if (text.charAt(i) != 'e' && text.charAt(i) != 'E') {
            return false;
        }
        i++;
        if (i < text.length() && isSign(text.charAt(i))) {
            i++;
        }
        int exponentFrom = i;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i == text.length() && i > exponentFrom;
    }

    /** Takes letters, too, so that a malformed number is refused as a whole. */
    private static boolean continuesNumber(TextCursor cursor, boolean hex) {
        char c = cursor.peek();
        if (c == '.' || TextCursor.continuesIdentifier(c)) {
            return true;
        }
        return isSign(c) && !hex && (cursor.peek(-1) == 'e' || cursor.peek(-1) == 'E');
    }

    private static boolean underscoresAreBetweenDigits(String typed, boolean hex) {
        for (int i = 0; i < typed.length(); i++) {
            if (typed.charAt(i) == '_' && !(isDigitAt(typed, i - 1, hex) && isDigitAt(typed, i + 1, hex))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigitAt(String text, int i, boolean hex) {
        return i >= 0
                && i < text.length()
                && (isDigit(text.charAt(i)) || (hex && Character.digit(text.charAt(i), 16) >= 0));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSign(char c) {
        return c == '-' || c == '+';
    }

    private static CliException malformed(TextCursor cursor, int at) {
        return cursor.refuse("this is not a number", at);
    }
}
