package io.waxwing.window;

import io.waxwing.function.ThrowingBiFunction;
import io.waxwing.function.ThrowingFunction;
import io.waxwing.function.ThrowingToLongFunction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What the keys of a window step on one worker have in common: its time, and how windows of a key are made. Used by one thread. */
public final class StepWindows {
    private static final Duration FINE = Duration.ofMillis(1);

    private final StepTime system;
    private final StepTime now;
    private final WindowSpec<?> spec;
    private final Duration downtime;
    private final @Nullable AlignedPlan<?> plan;

    StepWindows(WindowSpec<?> spec, InstantSource systemTime, Duration downtime) {
        this.spec = spec;
        this.downtime = downtime;
        this.system = new StepTime(systemTime, FINE);
        this.plan = AlignedPlan.of(spec, system, downtime);
        this.now = plan == null ? timeOf(spec.clock(), system) : plan.now();
        refreshExactly();
    }

    /** Before values that come together. */
    public void refresh() {
        system.refresh();
        if (now != system) {
            now.refresh();
        }
    }

    /** Before keys whose time has come. */
    public void refreshExactly() {
        system.refreshExactly();
        if (now != system) {
            now.refreshExactly();
        }
    }

    /** The system's time as it was read last. */
    public Instant systemTime() {
        return system.instant();
    }

    /** Changes with the time that the keys' clocks go by. */
    public int version() {
        return now.version();
    }

    /** Whether nothing but values and a clock of a user's own moves watermarks: while the {@link #version} stays, no key need be woken. */
    public boolean isByOwnTime() {
        return spec.clock() instanceof EventClock<?> event && event.hasOwnNow();
    }

    private static StepTime timeOf(WindowClock<?> clock, StepTime system) {
        return clock instanceof EventClock<?> event && event.hasOwnNow()
                ? new StepTime(event.nowOr(system), Duration.ZERO)
                : system;
    }

    /** The windows of a new key. */
    public KeyWindows<?> newKey() {
        return plan == null ? new AnyWindows<>(spec, system, downtime) : new AlignedWindows<>(plan);
    }

    /** Whether a key that comes from a snapshot is not what was saved, since the flow was down in between. */
    public boolean isChangedByLoading() {
        return spec.clock() instanceof EventClock<?> event
                && !event.uncounted(downtime).isZero();
    }

    /** Whether all keys have {@link AlignedWindows}. */
    public boolean isAligned() {
        return plan != null;
    }

    /**
     * Whether the step itself may take in values that belong to the {@linkplain AlignedWindows#isCurrent current} window of a key: then
     * all keys are {@link AlignedWindows}.
     */
    public boolean isTakenInPlace() {
        return plan != null && plan.isTakenInPlace();
    }

    /** Whether slots hold rows of values, which are looked at as windows close. */
    public boolean hasRows() {
        return isTakenInPlace() && spec.sides() > Slots.SIDES;
    }

    /** Whether a value waits until the watermark has come to it; a join that keeps one value of each side keeps the order by itself. */
    public boolean isOrdered() {
        return spec.ordered();
    }

    /** The timestamp of a value; where values are taken in place. */
    @SuppressWarnings("unchecked")
    public ThrowingFunction<Object, Instant> timestamp() {
        return (ThrowingFunction<Object, Instant>) aligned().clock().timestamp();
    }

    /** The same in milliseconds of the epoch; null where the clock has an Instant. */
    @SuppressWarnings("unchecked")
    public @Nullable ThrowingToLongFunction<Object> millis() {
        return (ThrowingToLongFunction<Object>) aligned().clock().millis();
    }

    /** How a value is folded in place; null where that is {@link AlignedWindows#addToCurrent}. */
    @SuppressWarnings("unchecked")
    public @Nullable ThrowingBiFunction<Object, Object, Object> folder() {
        Fold<?, ?> fold = spec.fold();
        return fold == null ? null : (ThrowingBiFunction<Object, Object, Object>) fold.folder();
    }

    private AlignedPlan<?> aligned() {
        if (plan == null) {
            throw new IllegalStateException("not aligned");
        }
        return plan;
    }
}
