package io.waxwing.window;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The event time of a key, and the place of its latest slot's state at hand: what a value meets that is folded in place, by the step itself. That is
 * so while the frontier is before a <em>limit</em>, the first instant at which a value might belong elsewhere or something closes. It is
 * a superclass of {@link AlignedWindows}, not a part of it: an object more per key would be a wait for memory more per value.
 */
abstract class FoldedInPlace extends EventTime {
    final @Nullable WaitingQueue queue;
    private int version = -1;

    private final SlotStates states;
    /** The place of the state of the latest slot, as long as there is a limit. */
    private int currentPlace;

    private long limitSecond = Long.MIN_VALUE;
    private int limitNano;

    FoldedInPlace(Duration wait, @Nullable WaitingQueue queue, SlotStates states) {
        super(wait);
        this.states = states;
        this.queue = queue;
    }

    /** Moves the time of the key on to that of the step. */
    final void moveTo(StepTime now) {
        if (version != now.version()) {
            version = now.version();
            passTo(now.instant());
        }
    }

    final boolean isAt(int timeVersion) {
        return version == timeVersion;
    }

    /** What {@link AlignedWindows#isCurrent} says, when the time of the key is that of the step. */
    final boolean isInPlace(long second, int nano) {
        if (TimeMath.isBefore(second, nano, frontierSecond, frontierNano)) {
            return queue != null
                    && TimeMath.isBefore(frontierSecond, frontierNano, limitSecond, limitNano)
                    && !isBeforeWatermark(second, nano);
        }
        if (!TimeMath.isBefore(second, nano, limitSecond, limitNano)) {
            return false;
        }
        frontierSecond = second;
        frontierNano = nano;
        return true;
    }

    /** Keeps a value until the watermark has come to it. */
    @SuppressWarnings("NullAway") // an ordered step has a queue
    public final void hold(long second, int nano, Object value) {
        if (!queue.append(TimeMath.nanos(second, nano), value)) {
            queue.add(TimeMath.ofSeconds(second, nano), value);
        }
    }

    /** Whether the {@linkplain #watermarkNanos watermark} has come to a value that was held. */
    @SuppressWarnings("NullAway") // as above
    public final boolean isNextDue(long watermark) {
        return queue.isDue(watermark);
    }

    /** Takes out that value, to be folded into {@link #current}. */
    @SuppressWarnings("NullAway") // as above
    public final Object takeNext() {
        return queue.take();
    }

    /** The state to fold into. */
    @SuppressWarnings("NullAway") // there is one whenever isCurrent has said so
    public final Object current() {
        return states.get(currentPlace);
    }

    /** What it has become. */
    public final void setCurrent(Object state) {
        states.set(currentPlace, Fold.notNull(state));
    }

    /**
     * From here on values may be folded in place.
     *
     * @param place of the state of the latest slot
     * @param closeSecond of that slot
     * @param closingSecond the frontier at which the next window closes
     */
    final void keepAtHand(int place, long closeSecond, int closeNano, long closingSecond, int closingNano) {
        currentPlace = place;
        limitSecond = closeSecond;
        limitNano = closeNano;
        if (queue != null) { // values go there when the watermark has come to them
            limitSecond += waitSecond;
            limitNano += waitNano;
            if (limitNano >= NANOS) {
                limitNano -= NANOS;
                limitSecond++;
            }
        }
        if (TimeMath.isBefore(closingSecond, closingNano, limitSecond, limitNano)) {
            limitSecond = closingSecond;
            limitNano = closingNano;
        }
    }

    /** From here on they may not. */
    final void giveUpCurrent() {
        limitSecond = Long.MIN_VALUE;
    }
}
