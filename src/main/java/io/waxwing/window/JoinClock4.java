package io.waxwing.window;

import io.waxwing.function.ThrowingFunction;
import io.waxwing.function.ThrowingToLongFunction;
import io.waxwing.operator.JoinSide;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * The clock of a windowed join of four sides.
 *
 * @param clock over the values of all sides, each with the number of its side
 * @param <A> values of the first side
 * @param <B> values of the second side
 * @param <C> values of the third side
 * @param <D> values of the fourth side
 */
@SuppressWarnings("UnusedTypeParameter") // they hold users to the types of the sides
public record JoinClock4<A, B, C, D>(WindowClock<? super JoinSide> clock) {
    /** Any clock over the values of all sides. */
    public JoinClock4 {
        Objects.requireNonNull(clock, "clock");
    }

    /**
     * A timestamp in each value, with a getter for each side.
     *
     * @param wait as in {@link EventClock#of}
     */
    @SuppressWarnings("unchecked") // a value of a side has the type of that side
    public static <A, B, C, D> JoinClock4<A, B, C, D> event(
            ThrowingFunction<? super A, Instant> a,
            ThrowingFunction<? super B, Instant> b,
            ThrowingFunction<? super C, Instant> c,
            ThrowingFunction<? super D, Instant> d,
            Duration wait) {
        return new JoinClock4<>(EventClock.<JoinSide>of(
                side -> switch (side.side()) {
                    case 0 -> a.apply((A) side.value());
                    case 1 -> b.apply((B) side.value());
                    case 2 -> c.apply((C) side.value());
                    default -> d.apply((D) side.value());
                },
                wait));
    }

    /**
     * The same with timestamps that are milliseconds of the epoch, which is quicker: see {@link EventClock#ofMillis}.
     *
     * @param wait as in {@link EventClock#of}
     */
    @SuppressWarnings("unchecked") // as above
    public static <A, B, C, D> JoinClock4<A, B, C, D> eventMillis(
            ThrowingToLongFunction<? super A> a,
            ThrowingToLongFunction<? super B> b,
            ThrowingToLongFunction<? super C> c,
            ThrowingToLongFunction<? super D> d,
            Duration wait) {
        return new JoinClock4<>(EventClock.<JoinSide>ofMillis(
                side -> switch (side.side()) {
                    case 0 -> a.applyAsLong((A) side.value());
                    case 1 -> b.applyAsLong((B) side.value());
                    case 2 -> c.applyAsLong((C) side.value());
                    default -> d.applyAsLong((D) side.value());
                },
                wait));
    }

    /** The time at which values come. */
    public static <A, B, C, D> JoinClock4<A, B, C, D> system() {
        return new JoinClock4<>(SystemClock.of());
    }

    /**
     * The same with a clock of its own for the time that passes between values, as in {@link EventClock#withNow}.
     *
     * @throws IllegalStateException if the clock is no {@link EventClock}
     */
    public JoinClock4<A, B, C, D> withNow(InstantSource source) {
        return new JoinClock4<>(EventClock.checked(clock).withNow(source));
    }
}
