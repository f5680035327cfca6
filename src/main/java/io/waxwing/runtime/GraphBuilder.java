package io.waxwing.runtime;

import io.waxwing.Step;
import io.waxwing.chain.BatchLoop;
import io.waxwing.chain.Combiner;
import io.waxwing.chain.Downstream;
import io.waxwing.chain.FusedStep;
import io.waxwing.chain.Gate;
import io.waxwing.chain.KeyedState;
import io.waxwing.chain.Nowhere;
import io.waxwing.chain.Resumable;
import io.waxwing.chain.SourceFeed;
import io.waxwing.chain.StepContext;
import io.waxwing.chain.StepSite;
import io.waxwing.connector.FixedPartitionedSink;
import io.waxwing.exchange.Inbox;
import io.waxwing.exchange.Outbox;
import io.waxwing.exchange.PartitionStep;
import io.waxwing.exchange.Router;
import io.waxwing.plan.Exchange;
import io.waxwing.plan.PartitionAssignment;
import io.waxwing.plan.Plan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Makes a worker's graph from the plan: the steps from the last to the first, each with what reads it; used once. */
final class GraphBuilder {
    /** They call nothing of the user's, so where nobody reads them they need not be. */
    private static final Set<FusedStep> WINDOW_STREAMS =
            EnumSet.of(FusedStep.WINDOW_DOWN, FusedStep.WINDOW_LATE, FusedStep.WINDOW_META);

    /** They look at keys, or a user's function does to which they give them. */
    private static final Set<Step.Stateless.Kind> KEY_READERS = EnumSet.of(
            Step.Stateless.Kind.MAP_PAIR,
            Step.Stateless.Kind.FLAT_MAP_PAIR,
            Step.Stateless.Kind.FILTER_PAIR,
            Step.Stateless.Kind.MAP_PAIR_TO_KEYED,
            Step.Stateless.Kind.INSPECT_PAIR,
            Step.Stateless.Kind.INSPECT_DEBUG_PAIR,
            Step.Stateless.Kind.REDUCE_COMBINE,
            Step.Stateless.Kind.COUNT_COMBINE);

    /** What is behind them has other keys or none. */
    private static final Set<Step.Stateless.Kind> KEY_LOSERS =
            EnumSet.of(Step.Stateless.Kind.KEY_REMOVE, Step.Stateless.Kind.PAIRS);

    private final Plan plan;
    private final WorkerPlace place;
    private final WorkerSettings settings;
    private final WorkerServices services;
    private final StepContext context;
    private final PartitionOpener opener;
    private final Map<Integer, PartitionAssignment> assignments;

    private final Map<Set<Integer>, Gate> gates = new HashMap<>();
    /** What an item that comes to a step is pushed into. */
    private final IdentityHashMap<Step, Downstream> entries = new IdentityHashMap<>();
    /** What a step made that must be resumed or released, by number of the step. */
    private final TreeMap<Integer, Downstream> made = new TreeMap<>();

    private final Map<String, KeyedState> states = new HashMap<>();
    private final List<Outbox> outboxes = new ArrayList<>();
    private final List<Inbox> inboxes = new ArrayList<>();
    private final List<Head> heads = new ArrayList<>();
    private final List<Set<Integer>> reachOfHeads = new ArrayList<>();

    GraphBuilder(Worker worker, PartitionOpener opener, Map<Integer, PartitionAssignment> assignments) {
        this.plan = worker.plan();
        this.place = worker.place();
        this.settings = worker.settings();
        this.services = worker.services();
        this.context = worker;
        this.opener = opener;
        this.assignments = assignments;
    }

    Graph build() {
        for (Step step : plan.steps()) {
            gates.putIfAbsent(plan.reachFrom(step), new Gate());
            gates.putIfAbsent(plan.reachBehind(step), new Gate());
        }
        for (Exchange exchange : plan.exchanges()) {
            inboxes.add(new Inbox(exchange.number(), place.worker(), settings.window(), services.courier()));
            outboxes.add(outbox(exchange));
        }
        List<Step> steps = plan.steps();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            if (step instanceof Step.Input input) {
                addSourceHead(input);
            } else {
                entries.put(step, entry(step));
            }
        }
        Collections.reverse(heads);
        Collections.reverse(reachOfHeads);
        return new Graph(heads, inboxes, sends(), states);
    }

    private Outbox outbox(Exchange exchange) {
        List<Gate> above = new ArrayList<>();
        gates.forEach((reach, gate) -> {
            if (reach.contains(exchange.number())) {
                above.add(gate);
            }
        });
        var wiring = new Outbox.Wiring(
                router(exchange), services.courier(), services.wire(), settings.window(), settings.batchItems());
        Step target = exchange.target();
        var edge = new Outbox.Edge(exchange.number(), sender(target).id(), target.id());
        return new Outbox(edge, wiring, above, context);
    }

    /** Who is to be named when an item cannot be sent to a step: the one that made it, unless that cannot be told. */
    private static Step sender(Step target) {
        return target.inputs().size() == 1 ? target.inputs().get(0).step() : target;
    }

    private Router router(Exchange exchange) {
        return switch (exchange.routing()) {
            case KEY -> Router.byKey(place.workers());
            case ROUND_ROBIN -> Router.roundRobin(place.workers(), place.worker());
            case PARTITION ->
                Router.byPartition(assignment(exchange.target()).workers().stream()
                        .mapToInt(Integer::intValue)
                        .toArray());
        };
    }

    private PartitionAssignment assignment(Step step) {
        return Objects.requireNonNull(assignments.get(plan.number(step)), step.id());
    }

    /** The gate of all that has these exchanges below it. */
    private Gate gate(Set<Integer> reach) {
        return Objects.requireNonNull(gates.get(reach), "gate");
    }

    private StepSite site(Step step) {
        return new StepSite(step.id(), gate(plan.reachBehind(step)), context);
    }

    private Downstream entry(Step step) {
        if (step instanceof Step.Stateless stateless) {
            FusedStep kind = FusedStep.valueOf(stateless.kind().name());
            Downstream down = behind(step, 0);
            return down == Nowhere.INSTANCE && WINDOW_STREAMS.contains(kind)
                    ? down
                    : make(kind, step, stateless.functions(), down);
        }
        if (step instanceof Step.Branching branch) {
            FusedStep kind = branch.pair() ? FusedStep.BRANCH_PAIR : FusedStep.BRANCH;
            return make(kind, step, List.of(branch.predicate()), behind(step, 0), behind(step, 1));
        }
        if (step instanceof Step.Merge) {
            return behind(step, 0);
        }
        if (step instanceof Step.Redistribute) {
            return exchanged(step, behind(step, 0), new ExchangeHead.Behind(null, Map.of()));
        }
        if (step instanceof Step.Stateful stateful) {
            FusedStep kind = FusedStep.valueOf(stateful.keeping().name());
            List<Object> functions = new ArrayList<>(stateful.functions());
            functions.add(services.store() != null);
            Downstream logic = make(kind, step, functions, behind(step, 0));
            var state = (KeyedState) logic;
            states.put(step.id(), state);
            return exchanged(step, logic, new ExchangeHead.Behind(state, Map.of()));
        }
        Step.Output output = (Step.Output) step;
        if (output.sink() instanceof FixedPartitionedSink<?, ?> sink) {
            return partitioned(output, sink);
        }
        return make(FusedStep.SINK, step, List.of(opener.openSink(output), output.keyed()));
    }

    private Downstream partitioned(Step.Output output, FixedPartitionedSink<?, ?> sink) {
        PartitionAssignment assignment = assignment(output);
        if (assignment.names().isEmpty()) {
            throw site(output)
                    .failure(
                            null,
                            new IllegalStateException("the sink lists no partitions, so items have nowhere to go"));
        }
        PartitionOpener.OpenSinks open = opener.openSinks(output, sink, assignment);
        Downstream write = make(FusedStep.PARTITIONED_SINK, output, List.of(open.byNumber()));
        Downstream outbox = exchanged(output, write, new ExchangeHead.Behind(null, open.byName()));
        @SuppressWarnings("unchecked")
        var routing = (FixedPartitionedSink<Object, ?>) sink;
        var site = new StepSite(output.id(), gate(plan.reachFrom(output)), context);
        return new PartitionStep(site, routing, assignment.names().size(), output.keyed(), outbox);
    }

    /** Puts a head behind a step's exchange and gives the outbox before it. */
    private Downstream exchanged(Step step, Downstream first, ExchangeHead.Behind behind) {
        Exchange exchange = Objects.requireNonNull(plan.exchangeBefore(step), step.id());
        Set<Integer> reach = step instanceof Step.Output ? Set.of() : plan.reachBehind(step);
        var site = new StepSite(step.id(), gate(reach), context);
        BatchLoop loop = first instanceof BatchLoop own
                ? own
                : (BatchLoop) services.specializer().make(FusedStep.BATCH_LOOP, site, List.of(), first);
        var chain = chain(step, first, site.gate());
        heads.add(new ExchangeHead(step.id(), chain, inboxes.get(exchange.number()), services.wire(), loop, behind));
        reachOfHeads.add(reach);
        return outboxes.get(exchange.number());
    }

    private void addSourceHead(Step.Input input) {
        Downstream first = behind(input, 0);
        StepSite site = site(input);
        boolean readsKeys = input.keyed() && hasKeysRead(input);
        var feed = (SourceFeed)
                services.specializer().make(FusedStep.SOURCE_FEED, site, List.of(input.keyed(), readsKeys), first);
        PartitionAssignment assignment = assignments.get(plan.number(input));
        List<OpenPartition> partitions = opener.openSource(input, assignment);
        heads.add(new SourceHead(input.id(), chain(input, first, site.gate()), feed, partitions));
        reachOfHeads.add(plan.reachBehind(input));
    }

    private Downstream make(FusedStep kind, Step step, List<?> functions, Downstream... downs) {
        var made = (Downstream) services.specializer().make(kind, site(step), functions, downs);
        this.made.put(plan.number(step), made);
        return made;
    }

    /** What reads an output: nothing, one step, or several. */
    private Downstream behind(Step step, int output) {
        List<Downstream> downs = new ArrayList<>();
        for (Step reader : plan.readers(step, output)) {
            Downstream down = Objects.requireNonNull(entries.get(reader), step.id());
            if (down != Nowhere.INSTANCE) {
                downs.add(down);
            }
        }
        if (downs.size() <= 1) {
            return downs.isEmpty() ? Nowhere.INSTANCE : downs.get(0);
        }
        var site = new StepSite(step.id() + (output == 0 ? "" : "#1"), gate(plan.reachBehind(step)), context);
        return (Downstream)
                services.specializer().make(FusedStep.TEE, site, List.of(), downs.toArray(Downstream[]::new));
    }

    /** The chain of a head: what its items can reach without an exchange. */
    private Head.Chain chain(Step head, Downstream first, Gate gate) {
        Set<Integer> below = new TreeSet<>();
        if (!(head instanceof Step.Input)) {
            below.add(plan.number(head));
        }
        addBelow(head, below, any -> true);
        List<Resumable> resumables = new ArrayList<>();
        List<Combiner> combiners = new ArrayList<>();
        for (int number : below) {
            Downstream step = made.get(number);
            if (step instanceof Resumable resumable) {
                resumables.add(0, resumable);
            }
            if (step instanceof Combiner combiner) {
                combiners.add(combiner);
            }
        }
        return new Head.Chain(first, gate, resumables, combiners);
    }

    /** Adds the steps behind one that no exchange is before, and those behind them where it goes on. */
    private void addBelow(Step step, Set<Integer> below, Predicate<Step> goesOn) {
        for (int output = 0; output < 2; output++) {
            for (Step reader : plan.readers(step, output)) {
                if (plan.exchangeBefore(reader) == null && below.add(plan.number(reader)) && goesOn.test(reader)) {
                    addBelow(reader, below, goesOn);
                }
            }
        }
    }

    /** Whether anything before an exchange looks at the keys of a source's items. */
    private boolean hasKeysRead(Step.Input input) {
        Set<Integer> below = new TreeSet<>();
        addBelow(input, below, step -> !losesKeys(step));
        return below.stream().map(plan.steps()::get).anyMatch(GraphBuilder::readsKeys);
    }

    private static boolean readsKeys(Step step) {
        return step instanceof Step.Branching branch
                ? branch.pair()
                : step instanceof Step.Stateless stateless && KEY_READERS.contains(stateless.kind());
    }

    private static boolean losesKeys(Step step) {
        return step instanceof Step.Stateless stateless && KEY_LOSERS.contains(stateless.kind());
    }

    private List<Graph.Sends> sends() {
        List<Graph.Sends> sends = new ArrayList<>();
        for (Exchange exchange : plan.exchanges()) {
            List<Head> above = new ArrayList<>();
            for (int i = 0; i < heads.size(); i++) {
                if (reachOfHeads.get(i).contains(exchange.number())) {
                    above.add(heads.get(i));
                }
            }
            sends.add(new Graph.Sends(outboxes.get(exchange.number()), above));
        }
        return sends;
    }
}
