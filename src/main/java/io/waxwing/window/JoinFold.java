package io.waxwing.window;

import io.waxwing.operator.JoinInsertMode;
import io.waxwing.operator.JoinPlan;
import io.waxwing.operator.JoinSide;
import org.jspecify.annotations.Nullable;

/**
 * A join that emits as the window closes and keeps one value of each side. In the order of timestamps that is the value with the least
 * or the greatest one, in whatever order they come; so none has to wait for the watermark, which a window does before it closes.
 */
final class JoinFold {
    private final boolean isLast;
    private final @Nullable EventClock<? super JoinSide> clock;

    private JoinFold(JoinPlan<?> plan, @Nullable EventClock<? super JoinSide> clock) {
        this.isLast = plan.insert() == JoinInsertMode.LAST;
        this.clock = clock;
    }

    /**
     * Its state is the row so far.
     *
     * @param clock by whose timestamps values are first or last; null where they are in the order of arrival
     */
    static <R> Fold<JoinSide, @Nullable Object[]> of(JoinPlan<R> plan, @Nullable EventClock<? super JoinSide> clock) {
        var join = new JoinFold(plan, clock);
        return new Fold<>(
                () -> new Object[plan.sides()],
                join::add,
                JoinFold::neverMerged,
                clock == null ? null : join::addStraggler,
                row -> plan.join().apply(row));
    }

    private @Nullable Object[] add(@Nullable Object[] row, JoinSide item) {
        int side = item.side();
        Object value = item.checkedValue();
        if (isLast || row[side] == null) {
            row[side] = value;
        }
        return row;
    }

    private @Nullable Object[] addStraggler(@Nullable Object[] row, JoinSide item) throws Exception {
        int side = item.side();
        Object value = item.checkedValue();
        Object old = row[side];
        if (old == null || takesPlace(item, new JoinSide(side, old))) {
            row[side] = value;
        }
        return row;
    }

    @SuppressWarnings("NullAway") // without a clock there are no stragglers
    private boolean takesPlace(JoinSide item, JoinSide old) throws Exception {
        int order = clock.timestampOf(item).compareTo(clock.timestampOf(old));
        return isLast ? order >= 0 : order < 0;
    }

    private static @Nullable Object[] neverMerged(@Nullable Object[] earlier, @Nullable Object[] later) {
        throw new IllegalStateException("windows of a join that is a fold have no panes and are no sessions");
    }
}
