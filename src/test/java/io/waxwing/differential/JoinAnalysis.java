package io.waxwing.differential;

import io.waxwing.differential.Facts.Order;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which joins have determined results. */
final class JoinAnalysis {
    private JoinAnalysis() {}

    static @Nullable Map<String, Facts> join(Node node, List<Facts> ins) {
        boolean product = "product".equals(node.text("insert"));
        if (!fits(node, ins, !product)) {
            return null;
        }
        boolean atEnd = "final".equals(node.text("emit"));
        Order order = atEnd && product ? Order.NONE : Order.KEY;
        long rows = rows(node, ins);
        Facts out = ins.get(0)
                .withOrder(order, order)
                .withSingle(false)
                .withSettled(settled(node, ins, !product))
                .withSize(rows, leaves(ins, rows));
        return Map.of("", out);
    }

    /** Rows of a window are compared in their order, which is that of the values: also those of a product. */
    static @Nullable Map<String, Facts> window(Node node, List<Facts> ins) {
        boolean parts = node.op() == Operation.JOIN_WINDOW_PARTS;
        boolean sorted = node.flag("ordered");
        boolean needsSingle = WindowAnalysis.isTimely(node) || (WindowAnalysis.isSession(node) && !sorted);
        if (OnPurpose.any(node)
                || !fits(node, ins, true)
                || (needsSingle && !(parts && ins.get(0).single()))) {
            return null;
        }
        long rows = rows(node, ins) * WindowAnalysis.overlap(node);
        Facts down = ins.get(0)
                .withOrder(Order.NONE, Order.NONE)
                .withSingle(false)
                .withSettled(settled(node, ins, true) && !needsSingle)
                .withSize(rows, leaves(ins, rows));
        Facts late = ins.get(0).withSize(items(node, ins), leaves(ins, items(node, ins)));
        return WindowAnalysis.outputs(down, late, items(node, ins) * WindowAnalysis.overlap(node));
    }

    /** Rows that come before the end depend on how sides interleave. */
    private static boolean interleaves(Node node) {
        return !"final".equals(node.text("emit"));
    }

    private static boolean fits(Node node, List<Facts> ins, boolean needsOrder) {
        boolean parts = node.op() == Operation.JOIN_PARTS || node.op() == Operation.JOIN_WINDOW_PARTS;
        boolean ordered = ins.stream().allMatch(in -> in.order().ofKeys());
        if (interleaves(node)) {
            return parts && ordered && ins.get(0).single();
        }
        return ordered || !needsOrder;
    }

    private static boolean settled(Node node, List<Facts> ins, boolean needsOrder) {
        return !interleaves(node)
                && ins.stream()
                        .allMatch(in ->
                                in.settled() && (!needsOrder || in.spread().ofKeys()));
    }

    private static long items(Node node, List<Facts> ins) {
        return ins.stream().mapToLong(Facts::items).sum();
    }

    private static long sides(Node node, List<Facts> ins) {
        return ins.size() > 1
                ? ins.size()
                : node.op() == Operation.JOIN || node.op() == Operation.JOIN_WINDOW ? 1 : node.number("parts");
    }

    private static long rows(Node node, List<Facts> ins) {
        long items = items(node, ins);
        if (!"product".equals(node.text("insert"))) {
            return items;
        }
        long sides = sides(node, ins);
        double rows = Math.pow((double) Math.max(1, items) / sides, sides);
        if (interleaves(node)) {
            rows *= items;
        }
        // keys are several, as a rule
        return (long) Math.min(rows / 4, 1e9);
    }

    private static long leaves(List<Facts> ins, long rows) {
        long each = ins.stream()
                .mapToLong(in -> in.leaves() / Math.max(1, in.items()) + 1)
                .sum();
        return each * rows;
    }
}
