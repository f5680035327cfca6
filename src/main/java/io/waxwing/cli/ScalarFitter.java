package io.waxwing.cli;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Strings, numbers and booleans as values of a parameter's type. The lower the cost the nearer the type: Java's own order of widening
 * first, then its boxes, then narrower types that can hold the value.
 */
final class ScalarFitter {
    private ScalarFitter() {}

    static @Nullable Fit fit(Literal literal, Class<?> type) {
        if (literal instanceof Literal.Text text) {
            return text(text.value(), type);
        }
        if (literal instanceof Literal.Whole whole) {
            return whole.wide() ? wide(whole.value(), type) : whole((int) whole.value(), type);
        }
        if (literal instanceof Literal.Real real) {
            return real(real.value(), type);
        }
        if (literal instanceof Literal.Flag flag) {
            return type == boolean.class
                    ? new Fit(0, flag.value())
                    : type == Boolean.class ? new Fit(1, flag.value()) : null;
        }
        return null;
    }

    private static @Nullable Fit whole(int value, Class<?> type) {
        if (type == int.class) {
            return new Fit(0, value);
        }
        if (type == Integer.class) {
            return new Fit(1, value);
        }
        if ((type == short.class || type == Short.class) && value == (short) value) {
            return new Fit(8, (short) value);
        }
        if ((type == byte.class || type == Byte.class) && value == (byte) value) {
            return new Fit(9, (byte) value);
        }
        if (type == Number.class) {
            return new Fit(12, value);
        }
        Fit wide = wide(value, type);
        return wide == null ? null : new Fit(wide.cost() + 2, wide.value());
    }

    private static @Nullable Fit wide(long value, Class<?> type) {
        if (type == long.class) {
            return new Fit(0, value);
        }
        if (type == Long.class) {
            return new Fit(1, value);
        }
        if (type == double.class || type == Double.class) {
            return new Fit(type == double.class ? 2 : 3, (double) value);
        }
        if (type == float.class || type == Float.class) {
            return new Fit(type == float.class ? 4 : 5, (float) value);
        }
        if (type == BigInteger.class) {
            return new Fit(8, BigInteger.valueOf(value));
        }
        if (type == BigDecimal.class) {
            return new Fit(9, BigDecimal.valueOf(value));
        }
        return type == Number.class ? new Fit(10, value) : null;
    }

    private static @Nullable Fit real(double value, Class<?> type) {
        if (type == double.class) {
            return new Fit(0, value);
        }
        if (type == Double.class) {
            return new Fit(1, value);
        }
        if ((type == float.class || type == Float.class) && !Float.isInfinite((float) value)) {
            return new Fit(2, (float) value);
        }
        if (type == BigDecimal.class) {
            return new Fit(8, BigDecimal.valueOf(value));
        }
        return type == Number.class ? new Fit(10, value) : null;
    }

    private static @Nullable Fit text(String value, Class<?> type) {
        if (type == String.class) {
            return new Fit(0, value);
        }
        if (type == CharSequence.class) {
            return new Fit(1, value);
        }
        if (type == char.class || type == Character.class) {
            return value.length() == 1 ? new Fit(2, value.charAt(0)) : null;
        }
        if (type.isEnum()) {
            return constant(value, type);
        }
        Object made = fromText(value, type);
        return made == null ? null : new Fit(3, made);
    }

    private static @Nullable Object fromText(String value, Class<?> type) {
        try {
            if (type == Path.class) {
                return Path.of(value);
            }
            if (type == File.class) {
                return new File(value);
            }
            if (type == URI.class) {
                return URI.create(value);
            }
            return type == Duration.class ? DurationText.parse(value) : null;
        } catch (IllegalArgumentException unfit) {
            return null;
        }
    }

    private static @Nullable Fit constant(String name, Class<?> type) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return new Fit(3, constant);
            }
        }
        return null;
    }
}
