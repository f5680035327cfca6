package io.waxwing.window;

import io.waxwing.function.ThrowingFunction;
import io.waxwing.function.ThrowingToLongFunction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A timestamp in each value. The watermark of a key is the latest timestamp seen, less the wait, plus the time that has passed since
 * that value came: values may be out of order, or come late, by as much as the wait. At the end of the input all windows close.
 *
 * @param <V> the values
 */
public final class EventClock<V> implements WindowClock<V> {
    /** Clocks of a user's own may stand still; they are looked at no more often than this. */
    private static final Duration LEAST_WAIT = Duration.ofMillis(10);

    private final ThrowingFunction<? super V, Instant> timestamp;
    /** The same in milliseconds, where the user gave that. */
    private final @Nullable ThrowingToLongFunction<? super V> millis;

    private final Duration wait;
    private final @Nullable InstantSource now;
    private final @Nullable ThrowingFunction<Instant, @Nullable Instant> toSystemTime;

    private EventClock(
            ThrowingFunction<? super V, Instant> timestamp,
            @Nullable ThrowingToLongFunction<? super V> millis,
            Duration wait,
            @Nullable InstantSource now,
            @Nullable ThrowingFunction<Instant, @Nullable Instant> toSystemTime) {
        this.timestamp = timestamp;
        this.millis = millis;
        this.wait = wait;
        this.now = now;
        this.toSystemTime = toSystemTime;
    }

    /**
     * A clock by timestamps.
     *
     * @param timestamp of a value, never null; asked once for each, and again where a join has to tell which of two values is the later
     *     one, so it must be the same then
     * @param wait how long to wait for values that are out of order, not negative
     * @throws IllegalArgumentException if the wait is negative
     */
    public static <V> EventClock<V> of(ThrowingFunction<? super V, Instant> timestamp, Duration wait) {
        Objects.requireNonNull(timestamp, "timestamp");
        return new EventClock<>(timestamp, null, notNegative(wait), null, null);
    }

    /**
     * A clock by timestamps that are milliseconds of the epoch, as many values carry them. Quicker than {@link #of} with a getter that
     * makes an Instant of them.
     *
     * @param timestamp of a value in milliseconds since 1970-01-01T00:00Z; asked as in {@link #of}
     * @param wait as in {@link #of}
     * @throws IllegalArgumentException if the wait is negative
     */
    public static <V> EventClock<V> ofMillis(ThrowingToLongFunction<? super V> timestamp, Duration wait) {
        Objects.requireNonNull(timestamp, "timestamp");
        return new EventClock<>(
                value -> Instant.ofEpochMilli(timestamp.applyAsLong(value)), timestamp, notNegative(wait), null, null);
    }

    /** That of a join, if it is one by timestamps. */
    static <V> EventClock<V> checked(WindowClock<V> clock) {
        if (clock instanceof EventClock<V> event) {
            return event;
        }
        throw new IllegalStateException("only an EventClock can have a now of its own, this join has a "
                + clock.getClass().getSimpleName());
    }

    private static Duration notNegative(Duration wait) {
        if (wait.isNegative()) {
            throw new IllegalArgumentException("the wait of an event clock must not be negative: " + wait);
        }
        return wait;
    }

    /**
     * The same with a clock of its own for the time that passes between values, in the place of the system's. One that stands still,
     * {@link InstantSource#fixed}, is right for a recording: then the timestamps alone decide what is late.
     */
    public EventClock<V> withNow(InstantSource source) {
        return new EventClock<>(timestamp, millis, wait, Objects.requireNonNull(source, "now"), toSystemTime);
    }

    /**
     * The same with a function that tells at which time of the system a window with this close should be looked at, or null for not
     * at all. Without one it is worked out from the watermark.
     */
    public EventClock<V> withToSystemTime(ThrowingFunction<Instant, @Nullable Instant> function) {
        return new EventClock<>(timestamp, millis, wait, now, Objects.requireNonNull(function, "toSystemTime"));
    }

    @Override
    public ClockLogic<V, ?> build(InstantSource systemTime) {
        return build(systemTime, Duration.ZERO);
    }

    /**
     * The same in a flow that was down for a while.
     *
     * @param downtime which does not count: values that waited for the flow would be late if it did
     */
    ClockLogic<V, ?> build(InstantSource systemTime, Duration downtime) {
        return new EventTime<>(this, systemTime, downtime);
    }

    /** How much of the time that a flow was down is not counted: all of the system's; a clock of a user's own goes by itself. */
    Duration uncounted(Duration downtime) {
        return now == null ? downtime : Duration.ZERO;
    }

    ThrowingFunction<? super V, Instant> timestamp() {
        return timestamp;
    }

    @Nullable
    ThrowingToLongFunction<? super V> millis() {
        return millis;
    }

    Duration waiting() {
        return wait;
    }

    /** Whether nothing but the system's time moves the watermark on between values. */
    boolean isPlain() {
        return now == null && toSystemTime == null;
    }

    boolean hasOwnNow() {
        return now != null;
    }

    InstantSource nowOr(InstantSource systemTime) {
        return now == null ? systemTime : now;
    }

    /** The timestamp of a value. */
    Instant timestampOf(V value) throws Exception {
        Instant instant = timestamp.apply(value);
        if (instant == null) {
            throw new NullPointerException(AlignedWindows.NO_TIMESTAMP);
        }
        return instant;
    }

    /** When to look at a key whose watermark has not come to a timestamp. */
    @Nullable
    Instant wakeUp(@Nullable Duration left, Instant since, Instant goal, InstantSource systemTime) {
        if (toSystemTime != null) {
            return toSystemTime(toSystemTime, goal, systemTime.instant());
        }
        if (left == null) {
            return null;
        }
        if (now == null) {
            return TimeMath.plus(since, left);
        }
        return TimeMath.plus(systemTime.instant(), left.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : left);
    }

    /** Soon where that time has come already: the window is looked at again and again until values have moved the watermark to it. */
    private static @Nullable Instant toSystemTime(
            ThrowingFunction<Instant, @Nullable Instant> function, Instant goal, Instant now) {
        Instant asked;
        try {
            asked = function.apply(goal);
        } catch (Exception e) {
            throw new IllegalStateException("the event clock's function to the system's time failed: " + e, e);
        }
        return asked == null || asked.isAfter(now) ? asked : TimeMath.plus(now, LEAST_WAIT);
    }
}
