package io.waxwing.window;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the keys of a step with event time (or the system's) and aligned windows share on one worker. Values are put into
 * <em>slots</em>: into each window they are in, or, where overlapping windows are folded by panes, into one of the equal pieces that
 * windows are made of.
 */
final class AlignedPlan<V> {
    /** A slot with its times in plain numbers. */
    record Slot(long id, long openSecond, int openNano, long closeSecond, int closeNano) {
        private boolean holds(long second, int nano) {
            return !TimeMath.isBefore(second, nano, openSecond, openNano)
                    && TimeMath.isBefore(second, nano, closeSecond, closeNano);
        }
    }

    private static final int REMEMBERED = 8;
    private static final long NEAR = 1L << 60;
    /** Clocks by timestamps are moved on by what has passed of the system's time no more often than this; a clock of a user's own as it says. */
    private static final Duration COARSE = Duration.ofMillis(10);

    /** Where panes are so small, a key could hold a thousand times the states that its windows would be. */
    private static final long MOST_PANES = 1_000;
    /** All of time has fewer than 2^63 panes of this length. */
    private static final Duration COUNTABLE = Duration.ofMillis(10);

    private final WindowSpec<V> spec;
    private final EventClock<V> clock;
    private final StepTime system;
    private final StepTime now;
    private final long waitSecond;
    private final int waitNano;
    private final SlotKind<V> kind;
    private final SlidingWindower windower;
    private final SlidingWindower slots;
    /** Slots of a window; 1 where slots are windows. */
    private final long slotsPerWindow;
    /** Slots from one window's open to the next one's. */
    private final long slotsPerOffset;

    private final Duration uncounted;
    private final int shape;

    /** Windows that keys asked for last, by the lower bits of their ids: keys close the same ones one after the other. */
    private final @Nullable WindowMetadata[] windows = new WindowMetadata[REMEMBERED];
    /** The slot that a value was put into last, where they do not overlap: the next one of another key mostly goes there, too. */
    private Slot latestSlot;
    /** In nanoseconds, where times and numbers are near enough for sums to fit: when slot 0 closes, and from one close to the next. */
    private final long firstClose;

    private final long step;
    private final long waitNanos;
    /** The greatest id, and negative the least, whose close is near; -1 where none is. */
    private final long nearIds;

    private AlignedPlan(
            WindowSpec<V> spec, EventClock<V> clock, SlidingWindower windower, StepTime system, Duration uncounted) {
        this.spec = spec;
        this.kind = SlotKind.of(spec, this::window);
        this.clock = clock;
        this.system = system;
        this.now = spec.clock() instanceof SystemClock
                ? system
                : new StepTime(clock.nowOr(system.source()), clock.hasOwnNow() ? Duration.ZERO : COARSE);
        Duration wait = clock.waiting();
        this.waitSecond = Math.min(wait.getSeconds(), Long.MAX_VALUE / 4); // longer than all of time
        this.waitNano = wait.getNano();
        this.windower = windower;
        this.uncounted = uncounted;
        Duration pane = paneOf(spec, windower);
        this.slots = pane == null ? windower : new SlidingWindower(pane, pane, windower.alignment);
        this.slotsPerWindow = pane == null ? 1 : TimeMath.steps(windower.length, pane);
        this.slotsPerOffset = pane == null ? 1 : TimeMath.steps(windower.offset, pane);
        this.latestSlot = newSlot(0);
        this.firstClose = nanos(slots.closeOf(0));
        this.step = nanosOf(slots.offset);
        this.waitNanos = nanosOf(wait);
        boolean near = TimeMath.areNear(firstClose, step) && TimeMath.areNear(firstClose, waitNanos);
        this.nearIds = near ? NEAR / step : -1;
        this.shape =
                Objects.hash(slots.length, slots.offset, slots.alignment, slotsPerWindow, slotsPerOffset, spec.sides());
    }

    /** The plan of a step, or null if its clock or windower are of another kind. */
    @SuppressWarnings("unchecked")
    static <V> @Nullable AlignedPlan<V> of(WindowSpec<V> spec, StepTime system, Duration downtime) {
        if (!(spec.windower() instanceof SlidingWindower windower)) {
            return null;
        }
        if (spec.clock() instanceof EventClock<?> event) {
            return new AlignedPlan<>(spec, (EventClock<V>) event, windower, system, event.uncounted(downtime));
        }
        if (spec.clock() instanceof SystemClock) {
            // the time of arrival is a timestamp like others, and nothing has to be waited for
            return new AlignedPlan<>(
                    spec, EventClock.<V>of(value -> system.instant(), Duration.ZERO), windower, system, Duration.ZERO);
        }
        return null;
    }

    /**
     * The greatest length that windows and offsets are made of; null where values go into windows. Panes that are shorter than offsets must
     * have a number whenever the windows have one.
     */
    private static @Nullable Duration paneOf(WindowSpec<?> spec, SlidingWindower windower) {
        if (spec.fold() == null || !spec.panes() || windower.isTumbling()) {
            return null;
        }
        Duration pane;
        try {
            pane = Duration.ofNanos(BigInteger.valueOf(windower.length.toNanos())
                    .gcd(BigInteger.valueOf(windower.offset.toNanos()))
                    .longValueExact());
        } catch (ArithmeticException e) { // windows of centuries
            return null;
        }
        boolean few = TimeMath.steps(windower.offset, pane) <= MOST_PANES && pane.compareTo(COUNTABLE) >= 0;
        return few || pane.equals(windower.offset) ? pane : null;
    }

    WindowSpec<V> spec() {
        return spec;
    }

    /** What slots hold. */
    SlotKind<V> kind() {
        return kind;
    }

    EventClock<V> clock() {
        return clock;
    }

    /** Whether values have the time at which they come as their timestamp. */
    boolean isByArrival() {
        return now == system;
    }

    long waitSecond() {
        return waitSecond;
    }

    int waitNano() {
        return waitNano;
    }

    /** Tells apart plans whose keys can't go on from each other's saved states. */
    int shape() {
        return shape;
    }

    /** The time that the keys' clocks go by. */
    StepTime now() {
        return now;
    }

    /** How much of the time since keys were saved is not counted. */
    Duration uncounted() {
        return uncounted;
    }

    InstantSource system() {
        return system;
    }

    SlidingWindower windower() {
        return windower;
    }

    SlidingWindower slots() {
        return slots;
    }

    boolean hasPanes() {
        return slots != windower;
    }

    /** Whether a value can be in several slots. */
    boolean isOverlapping() {
        return !hasPanes() && !windower.isTumbling();
    }

    boolean isTakenInPlace() {
        return spec.emitsAtClose() && !isOverlapping();
    }

    /** The first window that a pane is part of. */
    long firstWindowOf(long pane) {
        if (pane < Long.MIN_VALUE + slotsPerWindow) {
            return windower.firstFor(slots.openOf(pane)); // which refuses it if it has no number
        }
        return -Math.floorDiv(-(pane - slotsPerWindow + 1), slotsPerOffset);
    }

    /** The last pane of a window that no later window has. */
    long lastOwnPaneOf(long window) {
        return window * slotsPerOffset + slotsPerOffset - 1;
    }

    /** The last pane of a window, or the last that has a number. */
    long lastPaneOf(long window) {
        long first = window * slotsPerOffset;
        long behind = slotsPerWindow - 1;
        return first > Long.MAX_VALUE - behind ? Long.MAX_VALUE : first + behind;
    }

    /** A window as it closes. */
    WindowMetadata window(long id) {
        int place = (int) id & (REMEMBERED - 1);
        WindowMetadata window = windows[place];
        if (window == null || window.windowId() != id) {
            window = windower.metadata(id);
            windows[place] = window;
        }
        return window;
    }

    /** The slot of a timestamp, where they do not overlap. */
    Slot slotOf(long second, int nano) {
        Slot slot = latestSlot;
        if (!slot.holds(second, nano)) {
            slot = newSlot(slots.lastFor(TimeMath.ofSeconds(second, nano)));
            latestSlot = slot;
        }
        return slot;
    }

    /** Whether {@link #close} can tell when a slot closes. */
    boolean isNear(long id) {
        return id <= nearIds && id >= -nearIds;
    }

    /** When a slot that is near closes, in nanoseconds of the epoch. */
    long close(long id) {
        return firstClose + id * step;
    }

    long waitNanos() {
        return waitNanos;
    }

    private static long nanos(Instant instant) {
        return TimeMath.nanos(instant.getEpochSecond(), instant.getNano());
    }

    private static long nanosOf(Duration duration) {
        return TimeMath.nanos(duration.getSeconds(), duration.getNano());
    }

    private Slot newSlot(long id) {
        Instant open = slots.openOf(id);
        Instant close = slots.closeOf(id);
        return new Slot(id, open.getEpochSecond(), open.getNano(), close.getEpochSecond(), close.getNano());
    }

    /**
     * When a key is to be looked at whose watermark has not come to a timestamp.
     *
     * @param left how long it takes to it, null before any value
     * @param since the time of the key
     */
    @Nullable
    Instant wakeUp(@Nullable Duration left, Instant since, Instant timestamp) {
        return clock.wakeUp(left, since, timestamp, system);
    }
}
