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
    private @Nullable Standing standing;

    /** The time of a key from a store whose clock was ahead of this one: its frontier stands still until this clock is there. */
    private record Standing(Instant frontier, Instant until) {}

    KeyTime(AlignedPlan<V> plan) {
        this.plan = plan;
    }

    /** The time of the step, to which the lead is right. */
    private StepTime now() {
        if (standing != null) {
            stand(standing);
        }
        return plan.now();
    }

    private void stand(Standing still) {
        Instant now = plan.now().instant();
        boolean over = !now.isBefore(still.until);
        lead(over ? still.until : now, still.frontier);
        standing = over ? null : still;
    }

    private void lead(Instant from, Instant frontier) {
        Duration lead = TimeMath.between(from, frontier);
        leadSecond = lead.getSeconds();
        leadNano = lead.getNano();
    }

    /**
     * A value with this timestamp came.
     *
     * @return whether the frontier is there: none with a later timestamp came before, nor has time moved it past this one
     */
    final boolean observe(long second, int nano) {
        StepTime now = now();
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
        if (standing != null) {
            standing = new Standing(frontier(), standing.until);
        }
        return true;
    }

    /** Whether a timestamp is late. */
    final boolean isBeforeWatermark(long second, int nano) {
        StepTime now = now();
        long aheadSecond = second - now.second() + plan.waitSecond();
        int aheadNano = nano - now.nano() + plan.waitNano();
        if (aheadNano < 0) {
            aheadNano += NANOS;
            aheadSecond--;
        } else if (aheadNano >= NANOS) {
            aheadNano -= NANOS;
            aheadSecond++;
        }
        return TimeMath.isBefore(aheadSecond, aheadNano, leadSecond, leadNano);
    }

    /** The timestamp that the frontier is at, once a value has come. */
    final Instant frontier() {
        StepTime now = plan.now();
        return TimeMath.ofSeconds(now.second() + leadSecond, (long) now.nano() + leadNano);
    }

    /** The same in nanoseconds of the epoch; the least or the greatest long where they don't fit. */
    final long frontierNanos() {
        StepTime now = now();
        return nanos(now.second() + leadSecond, now.nano() + leadNano);
    }

    /** {@link Instant#MIN} until a value has come. */
    final Instant eventWatermark() {
        StepTime now = now();
        return leadSecond == NEVER
                ? Instant.MIN
                : TimeMath.ofSeconds(
                        now.second() + leadSecond - plan.waitSecond(), (long) now.nano() + leadNano - plan.waitNano());
    }

    /** The watermark in nanoseconds of the epoch; the least or the greatest long where they don't fit. */
    public final long watermarkNanos() {
        StepTime now = now();
        return nanos(now.second() + leadSecond - plan.waitSecond(), now.nano() + leadNano - plan.waitNano());
    }

    private static long nanos(long second, int nano) {
        if (nano < 0) {
            return TimeMath.nanos(second - 1, nano + NANOS);
        }
        return nano < NANOS ? TimeMath.nanos(second, nano) : TimeMath.nanos(second + 1, nano - NANOS);
    }

    /** When to look at a key whose watermark has not come to an instant; null: not at all. */
    final @Nullable Instant wakeUp(Instant timestamp) {
        StepTime now = now();
        Instant since = standing == null ? now.instant() : standing.until;
        if (leadSecond == NEVER) {
            return plan.wakeUp(null, since, timestamp);
        }
        Duration left = Duration.ofSeconds(
                timestamp.getEpochSecond() - now.second() - leadSecond + plan.waitSecond(),
                (long) timestamp.getNano() - now.nano() - leadNano + plan.waitNano());
        return plan.wakeUp(left, since, timestamp);
    }

    /**
     * The time of the system at which the frontier will have come to a time of the epoch in nanoseconds, if nothing but time moves it: in
     * microseconds, rounded up; {@link AlignedWindows#ASK} where it does not fit.
     */
    final long dueAt(long goal) {
        long lead = TimeMath.nanos(leadSecond, leadNano);
        return standing == null && TimeMath.areNear(goal, lead)
                ? Math.floorDiv(goal - lead + 999, 1000)
                : AlignedWindows.ASK;
    }

    final EventTime.State savedTime() {
        StepTime now = now();
        return new EventTime.State(
                leadSecond == NEVER ? null : frontier(), standing == null ? now.instant() : standing.until);
    }

    /**
     * Goes on from what was saved.
     *
     * @param uncounted how much of the time since then has not passed for this key
     */
    final void loadTime(EventTime.State state, Duration uncounted) {
        if (state.now() != null && state.frontier() != null) {
            stand(new Standing(state.frontier(), TimeMath.plus(state.now(), uncounted)));
        }
    }
}
