package io.waxwing.window;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The event time of a key, as {@link EventTime} has it, in the smallest form: its <em>lead</em>, which is how far its frontier is ahead of the
 * time of the step. As that moves on, so do the frontiers of all keys, and no key need be told.
 */
abstract class KeyTime<V> extends Slots {
    private static final long NEVER = Long.MIN_VALUE / 4;
    private static final int NANOS = 1_000_000_000;

    final AlignedPlan<V> plan;
    private int leadNano;
    private long leadSecond = NEVER;

    KeyTime(AlignedPlan<V> plan) {
        this.plan = plan;
    }

    /**
     * A value with this timestamp came.
     *
     * @return whether the frontier is there: none with a later timestamp came before, nor has time moved it past this one
     */
    final boolean observe(long second, int nano) {
        StepTime now = plan.now();
        long aheadSecond = second - now.second();
        int aheadNano = nano - now.nano();
        if (aheadNano < 0) {
            aheadNano += NANOS;
            aheadSecond--;
        }
        if (TimeMath.isBefore(aheadSecond, aheadNano, leadSecond, leadNano)) {
            return false;
        }
        leadSecond = aheadSecond;
        leadNano = aheadNano;
        return true;
    }

    /** How the frontier compares to a time: negative where it has not come to it. */
    final int compareFrontier(long second, int nano) {
        StepTime now = plan.now();
        long aheadSecond = second - now.second();
        int aheadNano = nano - now.nano();
        if (aheadNano < 0) {
            aheadNano += NANOS;
            aheadSecond--;
        }
        return leadSecond != aheadSecond ? Long.compare(leadSecond, aheadSecond) : Integer.compare(leadNano, aheadNano);
    }

    /** Whether a timestamp is late. */
    final boolean isBeforeWatermark(long second, int nano) {
        long atSecond = second + plan.waitSecond();
        int atNano = nano + plan.waitNano();
        if (atNano >= NANOS) {
            atNano -= NANOS;
            atSecond++;
        }
        return compareFrontier(atSecond, atNano) > 0;
    }

    /** The timestamp that the frontier is at, once a value has come. */
    final Instant frontier() {
        StepTime now = plan.now();
        return TimeMath.ofSeconds(now.second() + leadSecond, (long) now.nano() + leadNano);
    }

    /** {@link Instant#MIN} until a value has come. */
    final Instant eventWatermark() {
        StepTime now = plan.now();
        return leadSecond == NEVER
                ? Instant.MIN
                : TimeMath.ofSeconds(
                        now.second() + leadSecond - plan.waitSecond(), (long) now.nano() + leadNano - plan.waitNano());
    }

    /** The watermark in nanoseconds of the epoch; the least or the greatest long where they don't fit. */
    public final long watermarkNanos() {
        StepTime now = plan.now();
        long second = now.second() + leadSecond - plan.waitSecond();
        int nano = now.nano() + leadNano - plan.waitNano();
        if (nano < 0) {
            nano += NANOS;
            second--;
        } else if (nano >= NANOS) {
            nano -= NANOS;
            second++;
        }
        return TimeMath.nanos(second, nano);
    }

    /** How long the watermark takes to an instant that it has not come to, if nothing but time moves it; null before any value. */
    final @Nullable Duration timeUntil(Instant timestamp) {
        if (leadSecond == NEVER) {
            return null;
        }
        StepTime now = plan.now();
        return Duration.ofSeconds(
                timestamp.getEpochSecond() - now.second() - leadSecond + plan.waitSecond(),
                (long) timestamp.getNano() - now.nano() - leadNano + plan.waitNano());
    }

    /**
     * The time of the system at which the frontier will have come to a time of the epoch in nanoseconds, if nothing but time moves it: in
     * microseconds, rounded up; {@link AlignedWindows#ASK} where it does not fit.
     */
    final long dueAt(long goal) {
        long lead = TimeMath.nanos(leadSecond, leadNano);
        return TimeMath.areNear(goal, lead) ? Math.floorDiv(goal - lead + 999, 1000) : AlignedWindows.ASK;
    }

    final EventTime.State savedTime() {
        return new EventTime.State(
                leadSecond == NEVER ? null : frontier(), plan.now().instant());
    }

    /**
     * Goes on from what was saved.
     *
     * @param uncounted how much of the time since then has not passed for this key
     */
    final void loadTime(EventTime.State state, Duration uncounted) {
        if (state.now() == null || state.frontier() == null) {
            return;
        }
        Instant from = TimeMath.plus(state.now(), uncounted);
        plan.now().notBefore(from);
        Duration lead = TimeMath.between(from, state.frontier());
        leadSecond = lead.getSeconds();
        leadNano = lead.getNano();
    }
}
