package io.waxwing.window;

import io.waxwing.operator.JoinInsertMode;
import io.waxwing.operator.JoinPlan;
import io.waxwing.operator.JoinSide;
import org.jspecify.annotations.Nullable;

/**
 * A join that emits as the window closes and keeps one value of each side. In the order of timestamps that is the value with the least
 * or the greatest one, in whatever order they come; so none has to wait for the watermark, which a window does before it closes.
 *
 * @param plan the join
 * @param clock by whose timestamps values are first or last; null where they are in the order of arrival
 */
record FinalJoin(JoinPlan<?> plan, @Nullable EventClock<? super JoinSide> clock) {
    /**
     * Whether a value takes the place of the one of its side.
     *
     * @param latest true only if none with a later timestamp came before it
     */
    boolean takesPlace(JoinSide item, @Nullable Object old, boolean latest) throws Exception {
        if (old == null) {
            return true;
        }
        boolean isLast = plan.insert() == JoinInsertMode.LAST;
        if (latest || clock == null) {
            return isLast;
        }
        int order = clock.timestampOf(item).compareTo(clock.timestampOf(new JoinSide(item.side(), old)));
        return isLast ? order >= 0 : order < 0;
    }
}
