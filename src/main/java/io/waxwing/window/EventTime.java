package io.waxwing.window;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The event time of one key: its watermark is the latest timestamp, less the wait, plus the time that has passed since that value
 * came. Kept is the <em>frontier</em>, which is the watermark plus the wait, so that a value in order only has to be compared with
 * it. Plain numbers, not Instants: they change with each value, and storing a number costs less than storing a reference.
 */
abstract class EventTime {
    private static final long NEVER = Long.MIN_VALUE / 4;
    static final int NANOS = 1_000_000_000;

    /** What is saved: the frontier, null before the first value, and the time it is of. */
    record State(@Nullable Instant frontier, @Nullable Instant now) {}

    final long waitSecond;
    final int waitNano;
    long frontierSecond = NEVER;
    int frontierNano;
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

    /** True only if no later timestamp came than this one, which was observed; may be false also when time has moved the frontier past it. */
    final boolean isLatest(long second, int nano) {
        return second == frontierSecond && nano == frontierNano;
    }

    /** Whether a timestamp is late. */
    final boolean isBeforeWatermark(long second, int nano) {
        long markSecond = frontierSecond - waitSecond;
        int markNano = frontierNano - waitNano;
        if (markNano < 0) {
            markNano += NANOS;
            markSecond--;
        }
        return TimeMath.isBefore(second, nano, markSecond, markNano);
    }

    /** {@link Instant#MIN} until a value has come. */
    final Instant eventWatermark() {
        return frontierSecond == NEVER
                ? Instant.MIN
                : TimeMath.ofSeconds(frontierSecond - waitSecond, (long) frontierNano - waitNano);
    }

    /** The watermark in nanoseconds of the epoch; the least or the greatest long where they don't fit. */
    public final long watermarkNanos() {
        long second = frontierSecond - waitSecond;
        int nano = frontierNano - waitNano;
        return nano < 0 ? TimeMath.nanos(second - 1, nano + NANOS) : TimeMath.nanos(second, nano);
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

    /**
     * The time of the system at which the frontier will have come to a time of the epoch in nanoseconds, if nothing but time moves it: in
     * microseconds, rounded up; {@link AlignedWindows#ASK} where it does not fit.
     */
    final long dueAt(long goal) {
        long frontier = TimeMath.nanos(frontierSecond, frontierNano);
        long now = TimeMath.nanos(nowSecond, nowNano);
        if (!TimeMath.areNear(goal, frontier) || !TimeMath.areNear(now, now)) {
            return AlignedWindows.ASK;
        }
        return Math.floorDiv(now + (goal - frontier) + 999, 1000);
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
