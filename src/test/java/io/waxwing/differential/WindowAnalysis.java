package io.waxwing.differential;

import io.waxwing.differential.Facts.Order;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which windows have determined results. */
final class WindowAnalysis {
    private WindowAnalysis() {}

    static @Nullable Map<String, Facts> window(Node node, Facts in) {
        List<@Nullable Object> logic = node.list("a");
        boolean sorted = node.flag("ordered");
        boolean commutes = commutes(logic);
        boolean timely = isTimely(node);
        // ids of sessions are numbers in the order in which they began
        boolean needsOrder = timely || !commutes || (isSession(node) && !sorted);
        boolean needsSingle = isTicking(node) || (isSession(node) && !sorted && !commutes);
        if (OnPurpose.any(node) || (needsOrder && !in.order().ofKeys()) || (needsSingle && !in.single())) {
            return null;
        }
        boolean settled = in.settled()
                && !isTicking(node)
                && !needsSingle
                && (!needsOrder || in.spread().ofKeys());
        long windows = in.items() * overlap(node);
        Facts down = in.withOrder(Order.NONE, Order.NONE)
                .withSingle(false)
                .withSettled(settled)
                .withSize(isMarks(logic) ? 3 * windows : windows, in.leaves() * overlap(node) + 4 * windows);
        return outputs(down, in, windows);
    }

    static Map<String, Facts> outputs(Facts down, Facts in, long windows) {
        Facts late = down.withOrder(in.order().orLess(Order.KEY), in.spread().orLess(Order.KEY));
        Map<String, Facts> outs = new HashMap<>();
        outs.put("", down.withWindows());
        outs.put(".late", late.withSize(windows, in.leaves() * Math.max(1, windows / Math.max(1, in.items()))));
        outs.put(".meta", down.withSize(windows, 4 * windows));
        return outs;
    }

    /** Whether the result of a window is the same in whatever order its values come. */
    static boolean commutes(List<@Nullable Object> logic) {
        return switch ((String) Objects.requireNonNull(logic.get(0))) {
            case "set", "count", "max", "min" -> true;
            case "fold" -> Analysis.isOneOf(Node.asList(logic.get(1)), "sum", "set");
            case "reduce" -> !Analysis.isOneOf(Node.asList(logic.get(1)), "concat");
            default -> false;
        };
    }

    private static boolean isMarks(List<@Nullable Object> logic) {
        return "marks".equals(logic.get(0));
    }

    /** Whether what is late depends on the order of arrival: not when nothing ever is. */
    static boolean isTimely(Node node) {
        var clock = node.map("clock");
        return !"system".equals(clock.get("kind")) && Vocabulary.long_(clock, "wait") < patience(clock);
    }

    /** A wait with which nothing is late. */
    static long patience(Map<String, @Nullable Object> clock) {
        return 20_000_000L * Vocabulary.long_(clock, "unit");
    }

    static boolean isTicking(Node node) {
        return "ticking".equals(node.map("clock").get("kind"));
    }

    static boolean isSession(Node node) {
        return "session".equals(node.map("windower").get("kind"));
    }

    static long overlap(Node node) {
        var windower = node.map("windower");
        return "sliding".equals(windower.get("kind"))
                ? Vocabulary.long_(windower, "length") / Vocabulary.long_(windower, "offset") + 1
                : 1;
    }
}
