package io.waxwing.window;

import io.waxwing.function.ThrowingFunction;
import io.waxwing.function.ThrowingToLongFunction;
import io.waxwing.operator.JoinSide;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * The clock of a windowed join of three sides.
 *
 * @param clock over the values of all sides, each with the number of its side
 * @param <A> values of the first side
 * @param <B> values of the second side
 * @param <C> values of the third side
 */
@SuppressWarnings("UnusedTypeParameter") // they hold users to the types of the sides
public record JoinClock3<A, B, C>(WindowClock<? super JoinSide> clock) {
    /** Any clock over the values of all sides. */
    public JoinClock3 {
        Objects.requireNonNull(clock, "clock");
    }

    /**
     * A timestamp in each value, with a getter for each side.
     *
     * @param wait as in {@link EventClock#of}
     */
    @SuppressWarnings("unchecked") // a value of a side has the type of that side
    public static <A, B, C> JoinClock3<A, B, C> event(
            ThrowingFunction<? super A, Instant> a,
            ThrowingFunction<? super B, Instant> b,
            ThrowingFunction<? super C, Instant> c,
            Duration wait) {
        return new JoinClock3<>(EventClock.<JoinSide>of(
                side -> switch (side.side()) {
                    case 0 -> a.apply((A) side.value());
                    case 1 -> b.apply((B) side.value());
                    default -> c.apply((C) side.value());
                },
                wait));
    }

    /**
     * The same with timestamps that are milliseconds of the epoch, which is quicker: see {@link EventClock#ofMillis}.
     *
     * @param wait as in {@link EventClock#of}
     */
    @SuppressWarnings("unchecked") // as above
    public static <A, B, C> JoinClock3<A, B, C> eventMillis(
            ThrowingToLongFunction<? super A> a,
            ThrowingToLongFunction<? super B> b,
            ThrowingToLongFunction<? super C> c,
            Duration wait) {
        return new JoinClock3<>(EventClock.<JoinSide>ofMillis(
                side -> switch (side.side()) {
                    case 0 -> a.applyAsLong((A) side.value());
                    case 1 -> b.applyAsLong((B) side.value());
                    default -> c.applyAsLong((C) side.value());
                },
                wait));
    }

    /** The time at which values come. */
    public static <A, B, C> JoinClock3<A, B, C> system() {
        return new JoinClock3<>(SystemClock.of());
    }

    /**
     * The same with a clock of its own for the time that passes between values, as in {@link EventClock#withNow}.
     *
     * @throws IllegalStateException if the clock is no {@link EventClock}
     */
    public JoinClock3<A, B, C> withNow(InstantSource source) {
        return new JoinClock3<>(EventClock.checked(clock).withNow(source));
    }
}
