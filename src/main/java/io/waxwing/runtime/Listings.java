package io.waxwing.runtime;

import io.waxwing.Step;
import io.waxwing.chain.StepFailure;
import io.waxwing.connector.FixedPartitionedSink;
import io.waxwing.connector.FixedPartitionedSource;
import io.waxwing.exchange.Message.Partitions;
import io.waxwing.plan.PartitionAssignment;
import io.waxwing.plan.Plan;
import io.waxwing.text.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Before the first epoch: the processes tell each other which partitions they can reach, and each works out who has which. */
final class Listings {
    private final Plan plan;
    private final WorkerPlace place;
    private final Map<Integer, Map<Integer, List<String>>> heard = new TreeMap<>();

    Listings(Plan plan, WorkerPlace place) {
        this.plan = plan;
        this.place = place;
        for (Step step : plan.steps()) {
            if (Plan.isPartitioned(step)) {
                heard.put(plan.number(step), new HashMap<>());
            }
        }
    }

    /** What this process can reach, step by step. */
    void list(Consumer<Partitions> tell) {
        for (int number : heard.keySet()) {
            Step step = plan.steps().get(number);
            try {
                tell.accept(new Partitions(number, place.process(), checked(list(step))));
            } catch (Throwable e) {
                throw StepFailure.of(step.id(), null, e);
            }
        }
    }

    private static List<String> checked(@Nullable List<String> names) {
        if (names == null) {
            throw new NullPointerException(
                    "listPartitions returned null: a list of names was expected, empty where none can be reached");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name == null) {
                throw new NullPointerException("listPartitions gave a name that is null");
            }
            if (!seen.add(name)) {
                throw new IllegalArgumentException("listPartitions gave the name \"" + Shown.of(name) + "\" twice");
            }
        }
        return List.copyOf(names);
    }

    private static @Nullable List<String> list(Step step) throws Exception {
        if (step instanceof Step.Input input && input.source() instanceof FixedPartitionedSource<?, ?> source) {
            return source.listPartitions();
        }
        if (step instanceof Step.Output output && output.sink() instanceof FixedPartitionedSink<?, ?> sink) {
            return sink.listPartitions();
        }
        throw new IllegalStateException("step " + step.id() + " has no partitions");
    }

    void onPartitions(Partitions said) {
        Map<Integer, List<String>> byProcess = heard.get(said.step());
        if (byProcess == null) {
            throw new IllegalStateException("process " + said.process() + " listed partitions of step " + said.step()
                    + ", which has none here");
        }
        byProcess.put(said.process(), said.names());
    }

    /** Whether all processes have told. */
    boolean isComplete() {
        return heard.values().stream().allMatch(byProcess -> byProcess.size() == place.processes());
    }

    /** The partitions of each partitioned step, by its number. */
    Map<Integer, PartitionAssignment> assign() {
        Map<Integer, PartitionAssignment> assignments = new HashMap<>();
        heard.forEach((number, byProcess) -> {
            List<List<String>> listed = new ArrayList<>();
            for (int process = 0; process < place.processes(); process++) {
                listed.add(byProcess.getOrDefault(process, List.of()));
            }
            assignments.put(number, PartitionAssignment.of(listed, place.workersPerProcess(), assignments.size()));
        });
        return assignments;
    }
}
