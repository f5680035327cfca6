package io.waxwing;

import io.waxwing.connector.Source;
import io.waxwing.operator.KeyValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An inert description of a flow: building it opens nothing and runs nothing. Run it with the command line or with
 * {@code io.waxwing.runtime.Runner}. Not thread-safe.
 *
 * <pre>{@code
 * public static Dataflow flow() {
 *     return new Dataflow("basic")
 *             .input("numbers", TestingSource.of(1, 2, 3))
 *             .map("plus_one", n -> n + 1)
 *             .output("out", StdOutSink.of());
 * }
 * }</pre>
 */
public final class Dataflow {
    private final String id;
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private String scope;

    /**
     * Starts an empty dataflow.
     *
     * @param flowId the first part of every step id
     * @throws IllegalArgumentException when it is empty or has a dot or a blank in it
     */
    public Dataflow(String flowId) {
        checkId("flow id", flowId);
        this.id = flowId;
        this.scope = flowId;
    }

    /** The id of the flow, the first part of every step id. */
    public String id() {
        return id;
    }

    /** The steps in the order in which they were made; inputs of a step come before it. */
    public List<Step> steps() {
        return Collections.unmodifiableList(steps);
    }

    /**
     * Reads items from a source.
     *
     * @throws IllegalArgumentException when the step id is malformed or used already
     */
    public <T> DataStream<T> input(String stepId, Source<? extends T> source) {
        checkGiven(stepId, "source", source);
        return new DataStream<>(this, add(new Step.Input(newId(stepId), source, false)));
    }

    /**
     * Reads key-value pairs from a source.
     *
     * @throws IllegalArgumentException when the step id is malformed or used already
     */
    public <K, V> KeyedStream<K, V> inputKeyed(
            String stepId, Source<? extends KeyValue<? extends K, ? extends V>> source) {
        checkGiven(stepId, "source", source);
        return new KeyedStream<>(this, add(new Step.Input(newId(stepId), source, true)));
    }

    /** Takes the id of a step: checked, made full, never given again. */
    String newId(String stepId) {
        checkId("step id", stepId);
        String full = scope + "." + stepId;
        if (!ids.add(full)) {
            throw new IllegalArgumentException(
                    "step id \"" + full + "\" is used twice: every step of a dataflow needs an id of its own");
        }
        return full;
    }

    /** Adds a step and gives its first output. */
    Step.Port add(Step step) {
        steps.add(step);
        return new Step.Port(step, 0);
    }

    /** Refuses null in the place of what a step needs. */
    static void checkGiven(String stepId, String what, @Nullable Object given) {
        Objects.requireNonNull(given, () -> "step \"" + stepId + "\" was given null in the place of its " + what);
    }

    /** Builds something whose steps get {@code stepId} as a prefix. */
    <R> R within(String stepId, Supplier<R> build) {
        String outer = scope;
        scope = newId(stepId);
        try {
            return build.get();
        } finally {
            scope = outer;
        }
    }

    private static void checkId(String what, String id) {
        Objects.requireNonNull(id, what);
        if (id.isEmpty()
                || id.chars().anyMatch(c -> c == '.' || Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw new IllegalArgumentException(
                    what + " \"" + id + "\" is malformed: it must not be empty nor have a dot or a blank in it");
        }
    }

    @Override
    public String toString() {
        return "Dataflow " + id + " of " + steps.size() + " steps";
    }
}
