package io.waxwing.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came of a flow.
 *
 * @param outs what came out of each port that was to be written down; a pair as a list of key and value
 * @param failed the step that failed and is there to fail; then there are no outs
 * @param error what else went wrong
 */
record Answer(
        Map<String, List<@Nullable Object>> outs,
        @Nullable String failed,
        @Nullable String error) {
    static Answer of(Map<String, List<@Nullable Object>> outs) {
        return new Answer(outs, null, null);
    }

    static Answer failed(String step) {
        return new Answer(Map.of(), step, null);
    }

    static Answer error(String text) {
        return new Answer(Map.of(), null, text);
    }

    String toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        if (error != null) {
            json.put("error", error);
        } else if (failed != null) {
            json.put("failed", failed);
        } else {
            json.put("outs", outs);
        }
        return Json.write(json);
    }

    @SuppressWarnings("unchecked")
    static Answer ofJson(@Nullable Object value) {
        var json = (Map<String, @Nullable Object>) Objects.requireNonNull(value);
        if (json.get("failed") instanceof String step) {
            return failed(step);
        } else if (json.get("error") instanceof String text) {
            return error(text);
        }
        Map<String, List<@Nullable Object>> outs = new LinkedHashMap<>();
        ((Map<String, @Nullable Object>) Objects.requireNonNull(json.get("outs")))
                .forEach((port, items) -> outs.put(port, new ArrayList<>(Node.asList(items))));
        return of(outs);
    }
}
