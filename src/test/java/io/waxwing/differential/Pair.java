package io.waxwing.differential;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One flow run on both sides. */
record Pair(Flow flow, Answer expected) {
    /** What is different here; null: nothing. */
    @Nullable
    String difference() throws InterruptedException {
        Map<String, Facts> facts = Analysis.of(flow)
                .orElseThrow(() -> new IllegalArgumentException("its result is not determined: " + flow));
        for (int workers = 1; workers <= 2; workers++) {
            if (workers > 1 && (flow.outs().stream().noneMatch(port -> settled(facts, port)) || mayFail(facts))) {
                return null;
            }
            String difference = Comparison.of(flow, facts, expected, WaxwingSide.run(flow, workers), workers);
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    /** Whether it depends on the number of workers if a step fails. */
    private boolean mayFail(Map<String, Facts> facts) {
        return flow.steps().stream()
                .filter(node -> node.op() == Operation.FAIL_IF || node.op() == Operation.RAISES)
                .anyMatch(node -> !node.in().stream().allMatch(port -> settled(facts, port)));
    }

    private static boolean settled(Map<String, Facts> facts, String port) {
        Facts of = facts.get(port);
        return of != null && of.settled();
    }
}
