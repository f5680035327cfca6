package io.waxwing;

import io.waxwing.Step.Stateless.Kind;
import io.waxwing.connector.Sink;
import io.waxwing.function.ThrowingBiFunction;
import io.waxwing.function.ThrowingConsumer;
import io.waxwing.function.ThrowingFunction;
import io.waxwing.function.ThrowingPredicate;
import io.waxwing.operator.DebugInspector;
import io.waxwing.operator.KeyValue;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A stream of items: one output of a step. Every method makes a step with the id given and throws
 * {@link IllegalArgumentException} when that id is malformed or used already. The functions given are called on workers' threads,
 * every worker with the same function object; an exception they throw fails the flow with the step named. Items are taken as
 * immutable once they are handed on. A stream may be used several times: each use gets all items.
 *
 * @param <T> the items
 */
public final class DataStream<T> {
    private final Dataflow flow;
    private final Step.Port port;

    DataStream(Dataflow flow, Step.Port port) {
        this.flow = flow;
        this.port = port;
    }

    Dataflow flow() {
        return flow;
    }

    Step.Port port() {
        return port;
    }

    /** One to one. */
    public <R> DataStream<R> map(String stepId, ThrowingFunction<? super T, ? extends R> mapper) {
        return items(stepId, Kind.MAP, mapper);
    }

    /** One to many. A lazy Iterable is pulled only as room allows. */
    public <R> DataStream<R> flatMap(
            String stepId, ThrowingFunction<? super T, ? extends Iterable<? extends R>> mapper) {
        return items(stepId, Kind.FLAT_MAP, mapper);
    }

    /**
     * Many to many: gets the items of an input batch together, at most 1,024. Where batches are cut is up to the runner. The list
     * can't be changed; it may be kept.
     */
    public <R> DataStream<R> flatMapBatch(
            String stepId, ThrowingFunction<? super List<T>, ? extends Iterable<? extends R>> mapper) {
        return items(stepId, Kind.FLAT_MAP_BATCH, mapper);
    }

    /** Maps, and keeps what is present. */
    public <R> DataStream<R> filterMap(
            String stepId, ThrowingFunction<? super T, ? extends Optional<? extends R>> mapper) {
        return items(stepId, Kind.FILTER_MAP, mapper);
    }

    /** Keeps what passes. */
    public DataStream<T> filter(String stepId, ThrowingPredicate<? super T> predicate) {
        return items(stepId, Kind.FILTER, predicate);
    }

    /** Splits in two by a predicate. */
    public Branch<DataStream<T>, DataStream<T>> branch(String stepId, ThrowingPredicate<? super T> predicate) {
        Step step = branching(stepId, predicate);
        return new Branch<>(
                new DataStream<>(flow, new Step.Port(step, 0)), new DataStream<>(flow, new Step.Port(step, 1)));
    }

    /** Splits in two by type; the trues are typed. */
    public <R extends T> Branch<DataStream<R>, DataStream<T>> branch(String stepId, Class<R> type) {
        Dataflow.checkGiven(stepId, "type", type);
        ThrowingPredicate<Object> predicate = type::isInstance;
        Step step = branching(stepId, predicate);
        return new Branch<>(
                new DataStream<>(flow, new Step.Port(step, 0)), new DataStream<>(flow, new Step.Port(step, 1)));
    }

    /** Gives each item a key; the item stays the value. The type of the key needs a stable hash, checked at the first item. */
    public <K> KeyedStream<K, T> keyOn(String stepId, ThrowingFunction<? super T, ? extends K> key) {
        return keyed(stepId, Kind.KEY_ON, key);
    }

    /** Gives each item a key and a value; no pair object is made. */
    public <K, V> KeyedStream<K, V> keyOn(
            String stepId,
            ThrowingFunction<? super T, ? extends K> key,
            ThrowingFunction<? super T, ? extends V> value) {
        return keyed(stepId, Kind.KEY_ON_VALUE, key, value);
    }

    /** Gives key and value in one go. */
    public <K, V> KeyedStream<K, V> mapToKeyed(
            String stepId, ThrowingFunction<? super T, ? extends KeyValue<? extends K, ? extends V>> mapper) {
        return keyed(stepId, Kind.MAP_TO_KEYED, mapper);
    }

    /**
     * At the end of the input: how many items there were per key. Counts begin anew when the flow is resumed with more input, as in
     * {@link KeyedStream#foldFinal}. Counts before the exchange, too.
     */
    public <K> KeyedStream<K, Long> countFinal(String stepId, ThrowingFunction<? super T, ? extends K> key) {
        return flow.within(stepId, () -> this.<K>keyOn("key", key).counted());
    }

    /**
     * Joins each item with something looked up by a key of it; look-ups are kept for {@code ttl}, per worker, and not saved.
     *
     * @param ttl how long a look-up is good, the end of that time included; more than zero, {@code ChronoUnit.FOREVER.getDuration()}
     *     for good
     */
    public <D, E, R> DataStream<R> enrichCached(
            String stepId,
            ThrowingFunction<? super T, ? extends D> key,
            ThrowingFunction<? super D, ? extends E> load,
            Duration ttl,
            ThrowingBiFunction<? super T, ? super E, ? extends R> join) {
        return items(stepId, Kind.ENRICH_CACHED, key, load, moreThanZero(stepId, ttl), join);
    }

    static Duration moreThanZero(String stepId, Duration ttl) {
        if (ttl.isNegative() || ttl.isZero()) {
            throw new IllegalArgumentException("ttl of step \"" + stepId + "\" must be more than zero: " + ttl);
        }
        return ttl;
    }

    /** Hands items to all workers in turn, so that what follows runs on all of them. Their order is lost. */
    public DataStream<T> redistribute(String stepId) {
        return new DataStream<>(flow, flow.add(new Step.Redistribute(flow.newId(stepId), port)));
    }

    /** Prints {@code stepId: item} on standard error. */
    public DataStream<T> inspect(String stepId) {
        String id = flow.newId(stepId);
        ThrowingConsumer<T> print = item -> Inspection.print(id + ": " + item);
        return new DataStream<>(flow, flow.add(new Step.Stateless(id, Kind.INSPECT, port, List.of(print))));
    }

    /** Looks at each item, changes nothing. */
    public DataStream<T> inspect(String stepId, ThrowingConsumer<? super T> inspector) {
        return items(stepId, Kind.INSPECT, inspector);
    }

    /** Prints {@code stepId W0 @1: item} on standard error: worker 0, epoch 1. */
    public DataStream<T> inspectDebug(String stepId) {
        return inspectDebug(stepId, Inspection::printDebug);
    }

    /** Looks at each item with its epoch and worker. */
    public DataStream<T> inspectDebug(String stepId, DebugInspector<? super T> inspector) {
        return items(stepId, Kind.INSPECT_DEBUG, inspector);
    }

    /** Any item fails the flow. */
    public void raises(String stepId) {
        items(stepId, Kind.RAISES);
    }

    /** Applies a composite; the ids of the steps made inside get {@code stepId} as a prefix. */
    public <R> R via(String stepId, Function<? super DataStream<T>, ? extends R> composite) {
        return flow.within(stepId, () -> composite.apply(this));
    }

    /** Ends the stream in a sink; returns the flow, so that one expression can be a flow. */
    public Dataflow output(String stepId, Sink<? super T> sink) {
        Dataflow.checkGiven(stepId, "sink", sink);
        flow.add(new Step.Output(flow.newId(stepId), port, sink, false));
        return flow;
    }

    /**
     * All items of all streams; T may be a common supertype.
     *
     * @throws IllegalArgumentException when there are no streams, or they are of two flows
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T> DataStream<T> merge(String stepId, DataStream<? extends T>... streams) {
        Step.Port merged = merged(
                stepId,
                Arrays.stream(streams).map(stream -> stream.flow).toList(),
                Arrays.stream(streams).map(stream -> stream.port).toList());
        return new DataStream<>(streams[0].flow, merged);
    }

    /** One to many, for items that are Iterables. */
    public static <T> DataStream<T> flatten(String stepId, DataStream<? extends Iterable<? extends T>> stream) {
        ThrowingFunction<Iterable<? extends T>, Iterable<? extends T>> same = items -> items;
        return stream.items(stepId, Kind.FLAT_MAP, same);
    }

    /** A step that has all items of all inputs; refuses none, and those of two flows. */
    static Step.Port merged(String stepId, List<Dataflow> flows, List<Step.Port> ports) {
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("merge \"" + stepId + "\" needs at least one stream");
        }
        Dataflow flow = flows.get(0);
        flows.forEach(other -> sameFlow(stepId, flow, other));
        return flow.add(new Step.Merge(flow.newId(stepId), ports));
    }

    static void sameFlow(String stepId, Dataflow flow, Dataflow other) {
        if (flow != other) {
            throw new IllegalArgumentException("step \"" + stepId + "\" joins streams of two dataflows, \"" + flow.id()
                    + "\" and \"" + other.id() + "\": all streams must come from one");
        }
    }

    private Step branching(String stepId, ThrowingPredicate<?> predicate) {
        Dataflow.checkGiven(stepId, "predicate", predicate);
        return flow.add(new Step.Branching(flow.newId(stepId), port, predicate, false))
                .step();
    }

    private <R> DataStream<R> items(String stepId, Kind kind, Object... functions) {
        return new DataStream<>(flow, stateless(flow, port, stepId, kind, functions));
    }

    private <K, V> KeyedStream<K, V> keyed(String stepId, Kind kind, Object... functions) {
        return new KeyedStream<>(flow, stateless(flow, port, stepId, kind, functions));
    }

    static Step.Port stateless(Dataflow flow, Step.Port input, String stepId, Kind kind, Object... functions) {
        for (Object function : functions) {
            Dataflow.checkGiven(stepId, "function", function);
        }
        return flow.add(new Step.Stateless(flow.newId(stepId), kind, input, List.of(functions)));
    }
}
