package io.waxwing.differential;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a flow with a difference smaller, as long as there is one. */
final class Minimiser {
    private static final int MOST_TRIALS = 600;

    private final ReferenceSide reference;
    private Flow flow;
    private int trials;

    Minimiser(ReferenceSide reference, Flow flow) {
        this.reference = reference;
        this.flow = flow;
    }

    Flow minimise() throws IOException, InterruptedException {
        Flow before;
        do {
            before = flow;
            fewerOuts();
            fewerSteps();
            fewerItems();
        } while (before != flow && trials < MOST_TRIALS);
        return flow;
    }

    private boolean take(Flow smaller) throws IOException, InterruptedException {
        if (trials++ >= MOST_TRIALS
                || smaller.outs().isEmpty()
                || Analysis.of(smaller).isEmpty()) {
            return false;
        }
        if (new Pair(smaller, reference.run(smaller)).difference() == null) {
            return false;
        }
        flow = smaller;
        return true;
    }

    private void fewerOuts() throws IOException, InterruptedException {
        for (String out : List.copyOf(flow.outs())) {
            if (flow.outs().size() > 1 && take(used(flow.steps(), List.of(out)))) {
                return;
            }
        }
    }

    /** Leaves steps out: those behind read what it read. */
    private void fewerSteps() throws IOException, InterruptedException {
        for (Node node : List.copyOf(flow.steps())) {
            if (node.op().isInput()) {
                continue;
            }
            for (String instead : node.in()) {
                List<Node> rest = new ArrayList<>();
                for (Node other : flow.steps()) {
                    if (other != node) {
                        rest.add(other.withIn(replaced(other.in(), node.id(), instead)));
                    }
                }
                if (take(used(rest, replaced(flow.outs(), node.id(), instead)))) {
                    return;
                }
            }
            if (node.in().size() > 1) {
                for (int i = 0; i < node.in().size(); i++) {
                    List<String> fewer = new ArrayList<>(node.in());
                    fewer.remove(i);
                    if (take(changed(node, node.withIn(fewer)))) {
                        return;
                    }
                }
            }
        }
    }

    private static List<String> replaced(List<String> ports, String gone, String instead) {
        return ports.stream()
                .map(port -> port.equals(gone) || port.startsWith(gone + ".") ? instead : port)
                .distinct()
                .toList();
    }

    private Flow changed(Node node, Node by) {
        return used(flow.steps().stream().map(n -> n == node ? by : n).toList(), flow.outs());
    }

    /** The steps that outs need; a step that fails needs no outs. */
    private Flow used(List<Node> steps, List<String> outs) {
        Set<String> needed = new HashSet<>();
        outs.forEach(port -> needed.add(id(port)));
        List<Node> kept = new ArrayList<>();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Node node = steps.get(i);
            if (needed.contains(node.id()) || node.op() == Operation.RAISES) {
                node.in().forEach(port -> needed.add(id(port)));
                kept.add(0, node);
            }
        }
        return flow.with(kept, outs);
    }

    private static String id(String port) {
        int dot = port.indexOf('.');
        return dot < 0 ? port : port.substring(0, dot);
    }

    private void fewerItems() throws IOException, InterruptedException {
        for (Node input : List.copyOf(flow.steps())) {
            if (!input.op().isInput()) {
                continue;
            }
            Node current = input;
            for (int size = input.list("items").size(); size >= 1; size /= 2) {
                for (int from = 0; from < current.list("items").size(); ) {
                    List<@Nullable Object> items = new ArrayList<>(current.list("items"));
                    items.subList(from, Math.min(items.size(), from + size)).clear();
                    Node smaller = current.withArg("items", items);
                    if (take(changed(current, smaller))) {
                        current = find(smaller.id());
                    } else {
                        from += size;
                    }
                }
            }
        }
    }

    private Node find(String id) {
        return flow.steps().stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** A flow with its input and both answers. */
    static String report(Flow flow, Answer expected, String difference) {
        Map<String, Facts> facts = Analysis.of(flow).orElseThrow();
        return flow + "  difference at " + difference + "\n  facts " + facts + "\n  the reference's answer "
                + expected.toJson() + "\n";
    }
}
