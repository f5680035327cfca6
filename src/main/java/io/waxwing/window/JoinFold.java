package io.waxwing.window;

import io.waxwing.operator.JoinInsertMode;
import io.waxwing.operator.JoinPlan;
import io.waxwing.operator.JoinSide;
import org.jspecify.annotations.Nullable;

/**
 * A join that emits as the window closes and keeps one value of each side. In the order of timestamps that is the value with the least
 * or the greatest one, in whatever order they come; so none has to wait for the watermark, which a window does before it closes.
 */
final class JoinFold<R> {
    private final JoinPlan<R> plan;
    private final @Nullable EventClock<? super JoinSide> clock;

    private JoinFold(JoinPlan<R> plan, @Nullable EventClock<? super JoinSide> clock) {
        this.plan = plan;
        this.clock = clock;
    }

    /**
     * Its state is the row so far.
     *
     * @param clock by whose timestamps values are first or last; null where they are in the order of arrival
     */
    static <R> Fold<JoinSide, @Nullable Object[]> of(JoinPlan<R> plan, @Nullable EventClock<? super JoinSide> clock) {
        var join = new JoinFold<>(plan, clock);
        return new Fold<>(() -> new Object[plan.sides()], join::add, join::merge, row -> plan.join()
                .apply(row));
    }

    private @Nullable Object[] add(@Nullable Object[] row, JoinSide item) throws Exception {
        int side = item.side();
        Object value = item.checkedValue();
        Object old = row[side];
        if (old == null || takesPlace(item, old)) {
            row[side] = value;
        }
        return row;
    }

    /** Whether a value takes the place of one that came before it. */
    private boolean takesPlace(JoinSide item, Object old) throws Exception {
        boolean isLast = plan.insert() == JoinInsertMode.LAST;
        if (clock == null) {
            return isLast;
        }
        int order = clock.timestampOf(item).compareTo(clock.timestampOf(new JoinSide(item.side(), old)));
        return isLast ? order >= 0 : order < 0;
    }

    private @Nullable Object[] merge(@Nullable Object[] earlier, @Nullable Object[] later) throws Exception {
        for (int side = 0; side < later.length; side++) {
            Object value = later[side];
            if (value != null) {
                add(earlier, new JoinSide(side, value));
            }
        }
        return earlier;
    }
}
