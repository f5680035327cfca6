package io.waxwing.window;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The event time of one key, by an {@link EventClock}: its watermark is the latest timestamp, less the wait, plus the time that has passed since that value
 * came. Kept is the <em>frontier</em>, which is the watermark plus the wait, so that a value in order only has to be compared with
 * it. Plain numbers, not Instants: they change with each value, and storing a number costs less than storing a reference. For keys of steps
 * with aligned windows there is {@link KeyTime}.
 */
final class EventTime<V> implements ClockLogic<V, EventTime.State> {
    private static final long NEVER = Long.MIN_VALUE / 4;
    private static final int NANOS = 1_000_000_000;

    /** What is saved: the frontier, null before the first value, and the time it is of. */
    record State(@Nullable Instant frontier, @Nullable Instant now) {}

    private final EventClock<V> clock;
    private final InstantSource systemTime;
    private final Duration downtime;
    private final long waitSecond;
    private final int waitNano;
    private long frontierSecond = NEVER;
    private int frontierNano;
    private long nowSecond = NEVER;
    private int nowNano;

    EventTime(EventClock<V> clock, InstantSource systemTime, Duration downtime) {
        this.clock = clock;
        this.systemTime = systemTime;
        this.downtime = downtime;
        Duration wait = clock.waiting();
        this.waitSecond = Math.min(wait.getSeconds(), Long.MAX_VALUE / 4); // longer than all of time
        this.waitNano = wait.getNano();
    }

    @Override
    public void beforeBatch() {
        passTo(clock.nowOr(systemTime).instant());
    }

    /** A clock that went back is taken to stand still. */
    private void passTo(Instant now) {
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

    @Override
    public Instant timestampOf(V value) throws Exception {
        Instant timestamp = clock.timestampOf(value);
        long second = timestamp.getEpochSecond();
        int nano = timestamp.getNano();
        if (TimeMath.isBefore(frontierSecond, frontierNano, second, nano)) {
            frontierSecond = second;
            frontierNano = nano;
        }
        return timestamp;
    }

    /** {@link Instant#MIN} until a value has come. */
    @Override
    public Instant watermark() {
        return frontierSecond == NEVER
                ? Instant.MIN
                : TimeMath.ofSeconds(frontierSecond - waitSecond, (long) frontierNano - waitNano);
    }

    @Override
    public Instant watermarkAtEof() {
        return Instant.MAX;
    }

    @Override
    public @Nullable Instant toSystemTime(Instant timestamp) {
        return clock.wakeUp(timeUntil(timestamp), now(), timestamp, systemTime);
    }

    /** How long the watermark takes to an instant that it has not come to, if nothing but time moves it; null before any value. */
    private @Nullable Duration timeUntil(Instant timestamp) {
        if (frontierSecond == NEVER) {
            return null;
        }
        return Duration.ofSeconds(
                timestamp.getEpochSecond() - frontierSecond + waitSecond,
                (long) timestamp.getNano() - frontierNano + waitNano);
    }

    /** The time that was passed to last. */
    private Instant now() {
        return TimeMath.ofSeconds(nowSecond, nowNano);
    }

    @Override
    public State snapshot() {
        return new State(
                frontierSecond == NEVER ? null : TimeMath.ofSeconds(frontierSecond, frontierNano),
                nowSecond == NEVER ? null : now());
    }

    @Override
    public void restore(State state) {
        if (state.frontier != null) {
            frontierSecond = state.frontier.getEpochSecond();
            frontierNano = state.frontier.getNano();
        }
        if (state.now != null) {
            Instant from = TimeMath.plus(state.now, clock.uncounted(downtime));
            nowSecond = from.getEpochSecond();
            nowNano = from.getNano();
        }
    }
}
