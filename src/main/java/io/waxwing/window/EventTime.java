package io.waxwing.window;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The event time of one key: its watermark is the latest timestamp, less the wait, plus the time that has passed since that value
 * came. Kept is the <em>frontier</em>, which is the watermark plus the wait, so that a value in order only has to be compared with
 * it. Plain numbers, not Instants: they change with each value, and storing a number costs less than storing a reference. For keys of steps
 * with aligned windows there is {@link KeyTime}.
 */
abstract class EventTime {
    private static final long NEVER = Long.MIN_VALUE / 4;
    private static final int NANOS = 1_000_000_000;

    /** What is saved: the frontier, null before the first value, and the time it is of. */
    record State(@Nullable Instant frontier, @Nullable Instant now) {}

    private final long waitSecond;
    private final int waitNano;
    private long frontierSecond = NEVER;
    private int frontierNano;
    private long nowSecond = NEVER;
    private int nowNano;

    EventTime(Duration wait) {
        this.waitSecond = Math.min(wait.getSeconds(), Long.MAX_VALUE / 4); // longer than all of time
        this.waitNano = wait.getNano();
    }

    /** Time has passed. A clock that went back is taken to stand still. */
    final void passTo(Instant now) {
        long second = now.getEpochSecond();
        int nano = now.getNano();
        if (!TimeMath.isBefore(nowSecond, nowNano, second, nano)) {
            return;
        }
        if (nowSecond != NEVER && frontierSecond != NEVER) {
            frontierSecond += second - nowSecond;
            frontierNano += nano - nowNano;
            if (frontierNano < 0) {
                frontierNano += NANOS;
                frontierSecond--;
            } else if (frontierNano >= NANOS) {
                frontierNano -= NANOS;
                frontierSecond++;
            }
        }
        nowSecond = second;
        nowNano = nano;
    }

    /** A value with this timestamp came. */
    final void observe(long second, int nano) {
        if (TimeMath.isBefore(frontierSecond, frontierNano, second, nano)) {
            frontierSecond = second;
            frontierNano = nano;
        }
    }

    /** {@link Instant#MIN} until a value has come. */
    final Instant eventWatermark() {
        return frontierSecond == NEVER
                ? Instant.MIN
                : TimeMath.ofSeconds(frontierSecond - waitSecond, (long) frontierNano - waitNano);
    }

    /** How long the watermark takes to an instant that it has not come to, if nothing but time moves it; null before any value. */
    final @Nullable Duration timeUntil(Instant timestamp) {
        if (frontierSecond == NEVER) {
            return null;
        }
        return Duration.ofSeconds(
                timestamp.getEpochSecond() - frontierSecond + waitSecond,
                (long) timestamp.getNano() - frontierNano + waitNano);
    }

    /** The time that was passed to last. */
    final Instant now() {
        return TimeMath.ofSeconds(nowSecond, nowNano);
    }

    final State saved() {
        return new State(
                frontierSecond == NEVER ? null : TimeMath.ofSeconds(frontierSecond, frontierNano),
                nowSecond == NEVER ? null : now());
    }

    /**
     * Goes on from what was saved.
     *
     * @param uncounted how much of the time since then has not passed for this key
     */
    final void load(State state, Duration uncounted) {
        if (state.frontier != null) {
            frontierSecond = state.frontier.getEpochSecond();
            frontierNano = state.frontier.getNano();
        }
        if (state.now != null) {
            Instant from = TimeMath.plus(state.now, uncounted);
            nowSecond = from.getEpochSecond();
            nowNano = from.getNano();
        }
    }
}
