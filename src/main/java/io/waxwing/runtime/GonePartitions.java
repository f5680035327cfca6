package io.waxwing.runtime;

import io.waxwing.Step;
import io.waxwing.text.Shown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Partitions with a saved position that a source or sink does not list any more: they are not missed, but that is said. */
final class GonePartitions {
    private static final Logger LOG = LoggerFactory.getLogger("io.waxwing.recovery");
    private static final int MOST_SHOWN = 5;

    private GonePartitions() {}

    /**
     * Says it, if there are any.
     *
     * @param positions saved ones, by the names of partitions
     * @param listed all names that there are now
     */
    static void warn(Step step, Map<Object, Object> positions, List<String> listed) {
        Set<Object> saved = new HashSet<>(positions.keySet());
        listed.forEach(saved::remove);
        List<String> added = new ArrayList<>(listed);
        added.removeIf(positions::containsKey);
        boolean input = step instanceof Step.Input;
        if (saved.isEmpty()) {
            if (!input && !added.isEmpty()) {
                LOG.warn(
                        "step \"{}\": the sink lists {} partitions, positions are saved of {}: what has gone to one of them may go"
                                + " to another one from now on; begun anew: {}",
                        step.id(),
                        listed.size(),
                        positions.size(),
                        shown(added));
            }
            return;
        }
        LOG.warn(
                "step \"{}\": positions are saved of partitions that {} no longer lists: {}; {}{}",
                step.id(),
                input ? "the source" : "the sink",
                shown(saved.stream().map(String::valueOf).sorted().toList()),
                input ? "what was not read of them is left out" : "what is in them stays as it is",
                added.isEmpty() ? "" : (input ? ", read from the start: " : ", begun anew: ") + shown(added));
    }

    private static String shown(List<String> names) {
        String some = names.stream()
                .limit(MOST_SHOWN)
                .map(name -> "\"" + Shown.of(name) + "\"")
                .collect(Collectors.joining(", "));
        return names.size() > MOST_SHOWN ? some + " and " + (names.size() - MOST_SHOWN) + " more" : some;
    }
}
