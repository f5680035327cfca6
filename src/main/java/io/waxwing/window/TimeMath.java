package io.waxwing.window;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/** Arithmetic on the whole line of time: exact, and cut off at its ends where a result lies beyond them. */
final class TimeMath {
    private static final long NANOS = 1_000_000_000L;
    private static final BigInteger BIG_NANOS = BigInteger.valueOf(NANOS);
    /** Spans of fewer seconds fit into a long of nanoseconds. */
    private static final long FITS = Long.MAX_VALUE / NANOS - 1;

    private static final long NEAR = 1L << 61;
    /** A span of fewer seconds may be added to any instant, and to any span of time. */
    private static final long FAR = 1L << 62;

    private TimeMath() {}

    static Instant plus(Instant instant, Duration duration) {
        long nano = (long) instant.getNano() + duration.getNano();
        return ofSeconds(saturatedSum(instant.getEpochSecond(), duration.getSeconds()), nano);
    }

    /** An instant of seconds and nanoseconds, those below zero or above a second taken over; the first or last instant beyond the ends. */
    static Instant ofSeconds(long seconds, long nano) {
        long whole = saturatedSum(seconds, Math.floorDiv(nano, NANOS));
        if (whole < Instant.MIN.getEpochSecond()) {
            return Instant.MIN;
        }
        if (whole > Instant.MAX.getEpochSecond()) {
            return Instant.MAX;
        }
        return Instant.ofEpochSecond(whole, Math.floorMod(nano, NANOS));
    }

    /** Nanoseconds of the epoch; the least or the greatest long where they don't fit. */
    static long nanos(long second, int nano) {
        if (second > -FITS && second < FITS) {
            return second * NANOS + nano;
        }
        return second < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** Whether both are within 73 years of the epoch, in nanoseconds, so that sums of three such fit. */
    static boolean areNear(long a, long b) {
        return a > -NEAR && a < NEAR && b > -NEAR && b < NEAR;
    }

    /** Whether one time of seconds and nanoseconds is before another. */
    static boolean isBefore(long second, int nano, long otherSecond, int otherNano) {
        return second < otherSecond || (second == otherSecond && nano < otherNano);
    }

    private static long saturatedSum(long a, long b) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return sum;
    }

    /** How many whole steps are in a span, rounded down: negative where the span is. */
    static long steps(Duration span, Duration step) {
        long seconds = span.getSeconds();
        int nano = span.getNano();
        if (seconds > -FITS && seconds < FITS && step.toSeconds() < FITS) {
            return Math.floorDiv(seconds * NANOS + nano, step.toNanos());
        }
        return steps(nanos(span), step);
    }

    /** How many whole steps are in a span less a length, rounded down. */
    static long steps(Duration span, Duration length, Duration step) {
        return length.toSeconds() < FAR
                ? steps(span.minus(length), step)
                : steps(nanos(span).subtract(nanos(length)), step);
    }

    private static long steps(BigInteger span, Duration step) {
        BigInteger steps = floorDiv(span, nanos(step));
        if (steps.bitLength() > 63) {
            throw new ArithmeticException("a window so far from the alignment has no number: "
                    + new BigDecimal(span, 9).stripTrailingZeros().toPlainString() + " s is more than 2^63 times "
                    + step + "; align windows nearer to the timestamps");
        }
        return steps.longValue();
    }

    /** So many steps, and a span, after an instant; or before it. */
    static Instant after(Instant from, Duration span, long steps, Duration step) {
        long seconds = span.getSeconds();
        long nano = (long) from.getNano() + span.getNano();
        if (seconds > -FAR && seconds < FAR && step.toSeconds() < FITS) {
            long stepNanos = step.toNanos();
            long high = Math.multiplyHigh(steps, stepNanos);
            long low = steps * stepNanos;
            if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
                return ofSeconds(
                        from.getEpochSecond() + seconds + Math.floorDiv(low, NANOS), nano + Math.floorMod(low, NANOS));
            }
        }
        BigInteger all = nanos(step)
                .multiply(BigInteger.valueOf(steps))
                .add(nanos(span))
                .add(nanos(Duration.ofSeconds(from.getEpochSecond(), from.getNano())));
        BigInteger whole = floorDiv(all, BIG_NANOS);
        if (whole.bitLength() > 63) {
            return whole.signum() < 0 ? Instant.MIN : Instant.MAX;
        }
        return ofSeconds(
                whole.longValue(), all.subtract(whole.multiply(BIG_NANOS)).longValue());
    }

    private static BigInteger floorDiv(BigInteger dividend, BigInteger divisor) {
        BigInteger[] parts = dividend.divideAndRemainder(divisor);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static BigInteger nanos(Duration duration) {
        return BigInteger.valueOf(duration.getSeconds())
                .multiply(BIG_NANOS)
                .add(BigInteger.valueOf(duration.getNano()));
    }

    /** How much time there is from one instant to another; negative when that is before it. */
    static Duration between(Instant from, Instant to) {
        return Duration.ofSeconds(to.getEpochSecond() - from.getEpochSecond(), (long) to.getNano() - from.getNano());
    }
}
