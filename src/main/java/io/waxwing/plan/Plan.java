package io.waxwing.plan;

import io.waxwing.Dataflow;
import io.waxwing.Step;
import io.waxwing.connector.FixedPartitionedSink;
import io.waxwing.connector.FixedPartitionedSource;
import io.waxwing.connector.SameFile;
import io.waxwing.plan.Exchange.Routing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What each worker runs: the steps, who reads their outputs, and the exchanges between. The same in every process. */
public final class Plan {
    /** An output by the number of its step: steps are compared by identity, never by content. */
    private record PortKey(int step, int output) {
        /** By hand, as equals: a record's own methods are made when first called, which takes a tenth of a short run. */
        @Override
        public int hashCode() {
            return 31 * step + output;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof PortKey key && key.step == step && key.output == output;
        }
    }

    private final String flowId;
    private final List<Step> steps;
    private final IdentityHashMap<Step, Integer> numbers = new IdentityHashMap<>();
    private final Map<PortKey, List<Step>> readers = new HashMap<>();
    private final IdentityHashMap<Step, Exchange> exchanges = new IdentityHashMap<>();
    private final List<Exchange> exchangeList = new ArrayList<>();
    private final IdentityHashMap<Step, Set<Integer>> reach = new IdentityHashMap<>();

    private Plan(Dataflow flow) {
        this.flowId = flow.id();
        this.steps = List.copyOf(flow.steps());
        for (Step step : steps) {
            numbers.put(step, numbers.size());
            for (Step.Port input : step.inputs()) {
                readers.computeIfAbsent(new PortKey(number(input.step()), input.output()), any -> new ArrayList<>())
                        .add(step);
            }
            Routing routing = routing(step);
            if (routing != null) {
                var exchange = new Exchange(exchangeList.size(), routing, step);
                exchanges.put(step, exchange);
                exchangeList.add(exchange);
            }
        }
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            Exchange exchange = exchanges.get(step);
            reach.put(step, exchange == null ? reachBehind(step) : Set.of(exchange.number()));
        }
    }

    /**
     * Plans a flow.
     *
     * @throws PlanException when it has no input or no output, or would empty a file that it reads
     */
    public static Plan of(Dataflow flow) {
        Objects.requireNonNull(flow, "flow");
        if (flow.steps().stream().noneMatch(Step.Input.class::isInstance)) {
            throw new PlanException("dataflow \"" + flow.id() + "\" has no input: give it one with input(id, source)");
        }
        if (flow.steps().stream().noneMatch(Plan::ends)) {
            throw new PlanException("dataflow \"" + flow.id() + "\" has no output: end a stream with output(id, sink)");
        }
        for (Step step : flow.steps()) {
            if (step instanceof Step.Input input) {
                checkNotEmptied(input, flow.steps());
            }
        }
        return new Plan(flow);
    }

    private static void checkNotEmptied(Step.Input input, List<Step> steps) {
        for (Step step : steps) {
            Path file = step instanceof Step.Output output ? SameFile.of(input.source(), output.sink()) : null;
            if (file != null) {
                throw new PlanException("step \"" + step.id() + "\" would empty the file that step \"" + input.id()
                        + "\" reads, \"" + file + "\": write another file, and move it when the flow has ended");
            }
        }
    }

    /** Whether a stream may end in a step: in a sink, or where no item may come. */
    private static boolean ends(Step step) {
        return step instanceof Step.Output
                || (step instanceof Step.Stateless stateless && stateless.kind() == Step.Stateless.Kind.RAISES);
    }

    private static @Nullable Routing routing(Step step) {
        if (step instanceof Step.Stateful) {
            return Routing.KEY;
        }
        if (step instanceof Step.Redistribute) {
            return Routing.ROUND_ROBIN;
        }
        return step instanceof Step.Output output && output.sink() instanceof FixedPartitionedSink
                ? Routing.PARTITION
                : null;
    }

    /** The id of the flow. */
    public String flowId() {
        return flowId;
    }

    /** All steps, inputs of a step before it. */
    public List<Step> steps() {
        return steps;
    }

    /** Place of a step in {@link #steps}. */
    public int number(Step step) {
        Integer number = numbers.get(step);
        if (number == null) {
            throw new IllegalArgumentException("step " + step.id() + " is of another flow");
        }
        return number;
    }

    /** The steps that read an output, once for each time they do. */
    public List<Step> readers(Step step, int output) {
        return readers.getOrDefault(new PortKey(number(step), output), List.of());
    }

    /** The exchanges, by number. */
    public List<Exchange> exchanges() {
        return exchangeList;
    }

    /** The exchange in front of a step, if there is one. */
    public @Nullable Exchange exchangeBefore(Step step) {
        return exchanges.get(step);
    }

    /** Numbers of the exchanges that an item pushed into a step can come to without passing another one. */
    public Set<Integer> reachFrom(Step step) {
        return reach.getOrDefault(step, Set.of());
    }

    /** The same for an item that a step hands on. */
    public Set<Integer> reachBehind(Step step) {
        Set<Integer> behind = new TreeSet<>();
        int outputs = step instanceof Step.Branching ? 2 : 1;
        for (int output = 0; output < outputs; output++) {
            for (Step reader : readers(step, output)) {
                behind.addAll(reachFrom(reader));
            }
        }
        return behind;
    }

    /** Whether partitions of a step must be given to workers before the first epoch. */
    public static boolean isPartitioned(Step step) {
        return (step instanceof Step.Input input && input.source() instanceof FixedPartitionedSource)
                || (step instanceof Step.Output output && output.sink() instanceof FixedPartitionedSink);
    }

    /** Ids, kinds and wiring, a line for each step: processes that run the same flow have the same. */
    public String structure() {
        return steps.stream().map(this::describe).collect(Collectors.joining("\n"));
    }

    private String describe(Step step) {
        var text = new StringBuilder(step.id()).append(" (").append(step.kindName());
        String before = " of ";
        for (Step.Port input : step.inputs()) {
            text.append(before)
                    .append(input.output() == 0 ? "step " : "the falses of step ")
                    .append(number(input.step()) + 1);
            before = " and ";
        }
        return text.append(')').toString();
    }
}
