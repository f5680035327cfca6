package io.waxwing.window;

import io.waxwing.operator.JoinEmitMode;
import io.waxwing.operator.JoinInsertMode;
import io.waxwing.operator.JoinPlan;
import io.waxwing.operator.JoinSide;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a window step does: the description that the engine makes logics of.
 *
 * @param clock tells timestamps and the watermark
 * @param windower assigns windows
 * @param logic makes the logic of a window
 * @param fold what the logic does if it is a fold, else null
 * @param join what it does if it is a join that keeps one value of each side, else null
 * @param ordered whether values wait and are given to windows in the order of their timestamps
 * @param sides how many sides a join has, else 0
 * @param panes whether values of overlapping windows are folded once, into the pieces that windows are made of
 * @param <V> the values
 */
public record WindowSpec<V>(
        WindowClock<? super V> clock,
        Windower windower,
        Supplier<? extends WindowLogic<? super V, ?, ?>> logic,
        @Nullable Fold<V, ?> fold,
        @Nullable FinalJoin join,
        int sides,
        boolean ordered,
        boolean panes) {
    /** One of logics. */
    public static <V> WindowSpec<V> of(
            WindowClock<? super V> clock,
            Windower windower,
            Supplier<? extends WindowLogic<? super V, ?, ?>> logic,
            boolean ordered) {
        return new WindowSpec<>(clock, windower, logic, null, null, 0, ordered, false);
    }

    /** One of a fold. */
    public static <V, S> WindowSpec<V> of(
            WindowClock<? super V> clock, Windower windower, Fold<V, S> fold, boolean ordered, boolean panes) {
        return new WindowSpec<>(clock, windower, () -> new FoldWindowLogic<>(fold), fold, null, 0, ordered, panes);
    }

    /** One of a join; where one value of each side is enough, that keeps the order by itself, so that no value waits. */
    public static <R> WindowSpec<JoinSide> ofJoin(
            WindowClock<? super JoinSide> clock, Windower windower, JoinPlan<R> plan, boolean ordered) {
        Supplier<JoinWindowLogic<R>> logic = () -> new JoinWindowLogic<>(plan);
        boolean keepsOne = plan.emit() == JoinEmitMode.FINAL && plan.insert() != JoinInsertMode.PRODUCT;
        if (keepsOne && windower instanceof SlidingWindower && clock instanceof EventClock<? super JoinSide> event) {
            var join = new FinalJoin(plan, ordered ? event : null);
            return new WindowSpec<>(clock, windower, logic, null, join, plan.sides(), false, false);
        }
        return new WindowSpec<>(clock, windower, logic, null, null, plan.sides(), ordered, false);
    }

    /**
     * What the keys on one worker have in common.
     *
     * @param downtime how long the flow was down before it went on from saved state
     */
    public StepWindows onWorker(InstantSource time, Duration downtime) {
        return new StepWindows(this, time, downtime);
    }

    /** The user's code that is called with each value: the folder, or what makes logics. */
    public Object userCode() {
        return fold == null ? logic : fold.folder();
    }

    /** Whether each window has no more than one result, which it emits as it closes. */
    boolean emitsAtClose() {
        return fold != null || join != null;
    }

    WindowLogic<? super V, ?, ?> newLogic() {
        return Objects.requireNonNull(logic.get(), "the logic of a window");
    }
}
