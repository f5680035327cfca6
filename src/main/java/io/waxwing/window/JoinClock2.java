package io.waxwing.window;

import io.waxwing.function.ThrowingFunction;
import io.waxwing.function.ThrowingToLongFunction;
import io.waxwing.operator.JoinSide;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * The clock of a windowed join of two sides.
 *
 * @param clock over the values of all sides, each with the number of its side
 * @param <A> values of the first side
 * @param <B> values of the second side
 */
@SuppressWarnings("UnusedTypeParameter") // they hold users to the types of the sides
public record JoinClock2<A, B>(WindowClock<? super JoinSide> clock) {
    /** Any clock over the values of all sides. */
    public JoinClock2 {
        Objects.requireNonNull(clock, "clock");
    }

    /**
     * A timestamp in each value, with a getter for each side.
     *
     * @param wait as in {@link EventClock#of}
     */
    @SuppressWarnings("unchecked") // a value of a side has the type of that side
    public static <A, B> JoinClock2<A, B> event(
            ThrowingFunction<? super A, Instant> a, ThrowingFunction<? super B, Instant> b, Duration wait) {
        return new JoinClock2<>(EventClock.<JoinSide>of(
                side -> switch (side.side()) {
                    case 0 -> a.apply((A) side.value());
                    default -> b.apply((B) side.value());
                },
                wait));
    }

    /**
     * The same with timestamps that are milliseconds of the epoch, which is quicker: see {@link EventClock#ofMillis}.
     *
     * @param wait as in {@link EventClock#of}
     */
    @SuppressWarnings("unchecked") // as above
    public static <A, B> JoinClock2<A, B> eventMillis(
            ThrowingToLongFunction<? super A> a, ThrowingToLongFunction<? super B> b, Duration wait) {
        return new JoinClock2<>(EventClock.<JoinSide>ofMillis(
                side -> switch (side.side()) {
                    case 0 -> a.applyAsLong((A) side.value());
                    default -> b.applyAsLong((B) side.value());
                },
                wait));
    }

    /** The time at which values come. */
    public static <A, B> JoinClock2<A, B> system() {
        return new JoinClock2<>(SystemClock.of());
    }

    /**
     * The same with a clock of its own for the time that passes between values, as in {@link EventClock#withNow}.
     *
     * @throws IllegalStateException if the clock is no {@link EventClock}
     */
    public JoinClock2<A, B> withNow(InstantSource source) {
        return new JoinClock2<>(EventClock.checked(clock).withNow(source));
    }
}
