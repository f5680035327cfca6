package io.waxwing.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A flow as both sides understand it.
 *
 * @param seed what it was drawn from
 * @param batch how many items a source hands on at once
 * @param epoch the interval of epochs in seconds; 0: each batch of a source is one
 * @param steps in an order in which they can be built
 * @param outs the ports that are written down
 */
record Flow(long seed, long batch, long epoch, List<Node> steps, List<String> outs) {
    Flow with(List<Node> newSteps, List<String> newOuts) {
        return new Flow(seed, batch, epoch, newSteps, newOuts);
    }

    String toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("seed", seed);
        json.put("batch", batch);
        json.put("epoch", epoch);
        json.put("steps", steps.stream().map(Node::toJson).toList());
        json.put("outs", outs);
        return Json.write(json);
    }

    @SuppressWarnings("unchecked")
    static Flow ofJson(@Nullable Object value) {
        var json = (Map<String, @Nullable Object>) Objects.requireNonNull(value);
        List<Node> steps = new ArrayList<>();
        for (Object step : Node.asList(json.get("steps"))) {
            steps.add(Node.ofJson((Map<String, @Nullable Object>) Objects.requireNonNull(step)));
        }
        List<String> outs = new ArrayList<>();
        Node.asList(json.get("outs")).forEach(port -> outs.add((String) Objects.requireNonNull(port)));
        return new Flow(number(json, "seed"), number(json, "batch"), number(json, "epoch"), steps, outs);
    }

    private static long number(Map<String, @Nullable Object> json, String name) {
        return (Long) Objects.requireNonNull(json.get(name));
    }

    @Override
    public String toString() {
        var text = new StringBuilder("seed " + seed + ", batches of " + batch + ", epochs of " + epoch + " s\n");
        steps.forEach(
                step -> text.append("  ").append(Json.write(step.toJson())).append('\n'));
        return text.append("  outs ").append(outs).append('\n').toString();
    }
}
