package io.waxwing.differential;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What pairs were about, so that it can be seen that they are about something. */
final class Tally {
    private final Map<Operation, Integer> steps = new EnumMap<>(Operation.class);
    private long items;
    private int spread;
    private int failures;
    private int late;
    private int closed;
    private int merged;

    void count(Pair pair) {
        Flow flow = pair.flow();
        flow.steps().forEach(node -> steps.merge(node.op(), 1, Integer::sum));
        Map<String, Facts> facts = Analysis.of(flow).orElseThrow();
        spread += facts.entrySet().stream()
                        .anyMatch(e ->
                                flow.outs().contains(e.getKey()) && e.getValue().settled())
                ? 1
                : 0;
        failures += pair.expected().failed() != null ? 1 : 0;
        pair.expected().outs().forEach((port, out) -> {
            items += out.size();
            if (port.endsWith(".late")) {
                late += out.size();
            } else if (port.endsWith(".meta")) {
                closed += out.size();
                merged += (int) out.stream().filter(Tally::isMerged).count();
            }
        });
    }

    /** Of a pair of a key and metadata: id, open, close, ids of the windows that became part of it. */
    private static boolean isMerged(Object pair) {
        List<?> metadata = (List<?>) ((List<?>) pair).get(1);
        return metadata != null && metadata.size() == 4 && metadata.get(3) instanceof List<?> ids && !ids.isEmpty();
    }

    @Override
    public String toString() {
        return items + " items out, " + closed + " windows closed, " + merged + " of them of several, " + late
                + " values late; " + spread + " pairs with two workers, too; " + failures + " failed, as they should\n"
                + steps.entrySet().stream()
                        .map(e -> e.getKey().label + " " + e.getValue())
                        .collect(Collectors.joining(", "));
    }
}
