package io.waxwing.time;

/** Durations in words, to a tenth of a second. */
public final class Seconds {
    private static final double NANOS = 1e9;

    private Seconds() {}

    /** So many nanoseconds, as {@code 3.0 s}. */
    public static String of(long nanos) {
        return Math.round(nanos * 10.0 / NANOS) / 10.0 + " s";
    }
}
