package io.waxwing.differential;

import io.waxwing.differential.Facts.Order;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says which streams of a flow have a determined content and order in both runtimes, and refuses steps whose result would depend on
 * how things happen to be cut or interleaved.
 */
final class Analysis {
    private static final long MOST_ITEMS = 400;
    private static final long MOST_LEAVES = 4000;

    private final boolean fine; // one item a batch, one batch an epoch
    private final Map<String, Facts> ports = new LinkedHashMap<>();
    private final Set<String> unreadable = new HashSet<>();
    private boolean fails;

    Analysis(long batch, long epoch) {
        fine = batch == 1 && epoch == 0;
    }

    /** The facts of all ports of a flow; empty: it has a step that does not fit. */
    static Optional<Map<String, Facts>> of(Flow flow) {
        var analysis = new Analysis(flow.batch(), flow.epoch());
        for (Node node : flow.steps()) {
            if (!analysis.add(node)) {
                return Optional.empty();
            }
        }
        return analysis.ports.keySet().containsAll(flow.outs()) ? Optional.of(analysis.ports) : Optional.empty();
    }

    Map<String, Facts> ports() {
        return ports;
    }

    /** Takes a step in, if it fits what is there. */
    boolean add(Node node) {
        List<Facts> ins = new ArrayList<>();
        for (String port : node.in()) {
            Facts in = ports.get(port);
            if (in == null || unreadable.contains(port) || in.keyed() != (node.op().takes == Operation.Takes.PAIRS)) {
                return false;
            }
            ins.add(in);
        }
        Map<String, Facts> outs = outputs(node, ins);
        if (outs == null
                || outs.values().stream().anyMatch(out -> out.items() > MOST_ITEMS || out.leaves() > MOST_LEAVES)) {
            return false;
        }
        outs.forEach((name, facts) -> ports.put(node.id() + name, facts));
        if (OnPurpose.hidesMergedIds(node)) {
            unreadable.add(node.id() + ".meta");
            if (OnPurpose.hidesIds(node)) {
                unreadable.add(node.id());
                ports.computeIfPresent(node.id(), (port, facts) -> facts.withOrder(Order.NONE, Order.NONE));
            }
        }
        return true;
    }

    private @Nullable Map<String, Facts> outputs(Node node, List<Facts> ins) {
        if (node.op().isInput()) {
            return Map.of("", input(node));
        }
        Facts in = ins.get(0);
        return switch (node.op().effect) {
            case INPUT -> throw new IllegalStateException();
            case KEEP -> keep(node, in);
            case MANY -> Map.of("", many(in));
            case BRANCH -> Map.of("", plain(in), ".falses", plain(in));
            case MERGE -> Map.of("", merged(ins));
            case SHUFFLE -> Map.of("", plain(in).withOrder(in.order(), Order.NONE));
            case INSPECT -> Map.of("", plain(in), ".seen", seen(in));
            case ENRICH -> enrich(node, in);
            case END -> failing() ? Map.of() : null;
            case KEY, REKEY -> Map.of("", rekeyed(in).withKeyed(true));
            case UNKEY -> Map.of("", rekeyed(in).withKeyed(false));
            case UNKEY_MANY -> Map.of("", many(rekeyed(in)).withKeyed(false));
            case STATE -> state(node, in);
            case FINAL -> atEnd(node, in);
            case JOIN -> JoinAnalysis.join(node, ins);
            case WINDOW ->
                node.op() == Operation.WINDOW ? WindowAnalysis.window(node, in) : JoinAnalysis.window(node, ins);
        };
    }

    /** Only one step of a flow is there to fail: of two, either may be first. */
    private boolean failing() {
        boolean first = !fails;
        fails = true;
        return first;
    }

    private Facts input(Node node) {
        long items = node.list("items").size();
        return new Facts(
                node.op() == Operation.INPUT_KEYED, Order.TOTAL, Order.TOTAL, fine, true, false, items, 2 * items);
    }

    private @Nullable Map<String, Facts> keep(Node node, Facts in) {
        if (node.op() == Operation.FAIL_IF && !failing()) {
            return null;
        }
        return Map.of("", plain(in));
    }

    /** The same items, or some, or others in their places. */
    private static Facts plain(Facts in) {
        return in.withOrder(in.order(), in.spread()).withSize(in.items(), in.leaves() + in.items());
    }

    private static Facts many(Facts in) {
        return plain(in).withSingle(false).withSize(in.items() * 3, in.leaves() * 3);
    }

    private static Facts rekeyed(Facts in) {
        return plain(in).withOrder(in.order().withoutKey(), in.spread().withoutKey());
    }

    private static Facts seen(Facts in) {
        return rekeyed(in).withKeyed(false).withOrder(in.order().withoutKey(), Order.NONE);
    }

    private static Facts merged(List<Facts> ins) {
        return ins.get(0)
                .withOrder(Order.NONE, Order.NONE)
                .withSingle(false)
                .withSettled(ins.stream().allMatch(Facts::settled))
                .withSize(
                        ins.stream().mapToLong(Facts::items).sum(),
                        ins.stream().mapToLong(Facts::leaves).sum());
    }

    private static @Nullable Map<String, Facts> enrich(Node node, Facts in) {
        boolean numbered = node.flag("numbered");
        if (numbered && in.order() != Order.TOTAL) {
            return null;
        }
        return Map.of(
                "",
                plain(in)
                        .withSettled(in.settled() && (!numbered || in.spread() == Order.TOTAL))
                        .withSize(in.items(), in.leaves() + 2 * in.items()));
    }

    private static @Nullable Map<String, Facts> state(Node node, Facts in) {
        boolean oneToOne = node.op() == Operation.STATEFUL_MAP || node.op() == Operation.SCAN;
        boolean grows = node.op() == Operation.SCAN || node.op() == Operation.COLLECT;
        boolean holds =
                node.op() == Operation.STATEFUL && "hold".equals(node.list("a").get(0));
        boolean drops = node.op() == Operation.STATEFUL_BATCH && Vocabulary.number(node.list("a"), 1) > 0;
        if ((!holds && !in.order().ofKeys()) || (drops && !in.single())) {
            return null;
        }
        Facts out = in.withOrder(in.order().orLess(Order.KEY), in.spread().orLess(Order.KEY))
                .withSingle(in.single() && oneToOne)
                .withSettled(in.settled() && !drops && (holds || in.spread().ofKeys()))
                .withSize(in.items() * 2, grows ? in.leaves() * in.items() : 2 * in.leaves() + 4 * in.items());
        return Map.of("", out);
    }

    private static @Nullable Map<String, Facts> atEnd(Node node, Facts in) {
        boolean concat = node.op() == Operation.REDUCE_FINAL && isOneOf(node.list("reduce"), "concat");
        boolean ordered = concat || (node.op() == Operation.FOLD_FINAL && isOneOf(node.list("fold"), "list", "hash"));
        if (ordered && !in.order().ofKeys()) {
            return null;
        }
        Facts out = in.withKeyed(true)
                .withOrder(Order.KEY, Order.KEY)
                .withSingle(false)
                .withSettled(in.settled() && !concat && (!ordered || in.spread().ofKeys()));
        return Map.of("", out);
    }

    static boolean isOneOf(List<@Nullable Object> function, String... names) {
        return List.of(names).contains(Objects.requireNonNull(function.get(0)));
    }
}
