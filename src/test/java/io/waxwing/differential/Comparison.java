package io.waxwing.differential;

import io.waxwing.differential.Facts.Order;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares two answers as far as they are determined. */
final class Comparison {
    private Comparison() {}

    /** What differs; null: nothing. */
    static @Nullable String of(Flow flow, Map<String, Facts> facts, Answer expected, Answer got, int workers) {
        if (expected.error() != null || got.error() != null) {
            return "error\n    expected " + expected.error() + "\n    got      " + got.error();
        } else if (expected.failed() != null || got.failed() != null) {
            return Objects.equals(expected.failed(), got.failed())
                    ? null
                    : "failed step\n    expected " + expected.failed() + "\n    got      " + got.failed();
        }
        for (String port : flow.outs()) {
            Facts of = Objects.requireNonNull(facts.get(port));
            if (workers > 1 && !of.settled()) {
                continue;
            }
            List<@Nullable Object> a = Objects.requireNonNull(expected.outs().get(port), port);
            List<@Nullable Object> b = Objects.requireNonNull(got.outs().get(port), port);
            if (port.endsWith(".meta")) {
                a = OnPurpose.withMergedIds(a, b);
            }
            if (flow.steps().stream().anyMatch(node -> node.id().equals(port) && OnPurpose.hidesIds(node))) {
                a = OnPurpose.withoutIds(a);
                b = OnPurpose.withoutIds(b);
            }
            Order order = workers > 1 ? of.spread() : of.order();
            if (!shape(a, of, order).equals(shape(b, of, order))) {
                return port + " (" + (of.windows() ? "order within windows" : "order " + order) + ", -w" + workers
                        + ")\n    expected " + Json.write(a) + "\n    got      " + Json.write(b);
            }
        }
        return null;
    }

    /** Lists of what is in order, by what keeps them apart; the rest sorted. */
    private static Map<String, List<String>> shape(List<@Nullable Object> items, Facts facts, Order order) {
        Map<String, List<String>> shape = new LinkedHashMap<>();
        for (Object item : items) {
            shape.computeIfAbsent(group(item, facts, order), any -> new ArrayList<>())
                    .add(Json.write(item));
        }
        if (order == Order.NONE && !facts.windows()) {
            shape.values().forEach(list -> list.sort(null));
        }
        return shape;
    }

    private static String group(@Nullable Object item, Facts facts, Order order) {
        if (facts.windows()) {
            List<?> pair = (List<?>) Objects.requireNonNull(item);
            return Json.write(List.of(
                    Objects.requireNonNull(pair.get(0)),
                    Objects.requireNonNull(((List<?>) Objects.requireNonNull(pair.get(1))).get(0))));
        }
        return order == Order.KEY && facts.keyed() ? Json.write(((List<?>) Objects.requireNonNull(item)).get(0)) : "";
    }
}
