package io.waxwing;

import io.waxwing.Step.Stateless.Kind;
import io.waxwing.connector.Sink;
import io.waxwing.function.ThrowingBiConsumer;
import io.waxwing.function.ThrowingBiFunction;
import io.waxwing.function.ThrowingBiPredicate;
import io.waxwing.function.ThrowingFunction;
import io.waxwing.function.ThrowingPredicate;
import io.waxwing.function.ThrowingSupplier;
import io.waxwing.operator.CollectLogic;
import io.waxwing.operator.DebugInspector;
import io.waxwing.operator.FoldFinalLogic;
import io.waxwing.operator.KeyValue;
import io.waxwing.operator.ReduceFinalLogic;
import io.waxwing.operator.ScanLogic;
import io.waxwing.operator.StatefulBatchLogic;
import io.waxwing.operator.StatefulFlatMapLogic;
import io.waxwing.operator.StatefulLogic;
import io.waxwing.window.WindowClock;
import io.waxwing.window.Windower;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A stream of keys and values. Functions get both as arguments; no pair object is made for them. Every method makes a step with
 * the id given and throws {@link IllegalArgumentException} when that id is malformed or used already. Stateful steps bring all
 * values of a key to one worker, the same in every process, by a stable hash of the key.
 *
 * <p>Keys may be Strings, boxed numbers and booleans, Characters, UUIDs, enums, java.time types, BigDecimal and BigInteger, and
 * records, Lists and Optionals of those. Since Java erases types, another type is refused at its first item, by name.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public final class KeyedStream<K, V> {
    private final Dataflow flow;
    private final Step.Port port;

    KeyedStream(Dataflow flow, Step.Port port) {
        this.flow = flow;
        this.port = port;
    }

    Dataflow flow() {
        return flow;
    }

    Step.Port port() {
        return port;
    }

    /** Key and value to an item; the key is gone. */
    public <R> DataStream<R> map(String stepId, ThrowingBiFunction<? super K, ? super V, ? extends R> mapper) {
        return new DataStream<>(flow, stateless(stepId, Kind.MAP_PAIR, mapper));
    }

    /** Key and value to items; the key is gone. */
    public <R> DataStream<R> flatMap(
            String stepId, ThrowingBiFunction<? super K, ? super V, ? extends Iterable<? extends R>> mapper) {
        return new DataStream<>(flow, stateless(stepId, Kind.FLAT_MAP_PAIR, mapper));
    }

    /** A new key and value. */
    public <K2, W> KeyedStream<K2, W> mapToKeyed(
            String stepId,
            ThrowingBiFunction<? super K, ? super V, ? extends KeyValue<? extends K2, ? extends W>> mapper) {
        return keyed(stepId, Kind.MAP_PAIR_TO_KEYED, mapper);
    }

    /** A new value; the key is kept. */
    public <W> KeyedStream<K, W> mapValue(String stepId, ThrowingFunction<? super V, ? extends W> mapper) {
        return keyed(stepId, Kind.MAP, mapper);
    }

    /** Values from a value; the key is kept. */
    public <W> KeyedStream<K, W> flatMapValue(
            String stepId, ThrowingFunction<? super V, ? extends Iterable<? extends W>> mapper) {
        return keyed(stepId, Kind.FLAT_MAP, mapper);
    }

    /** Maps the value and keeps what is present; the key is kept. */
    public <W> KeyedStream<K, W> filterMapValue(
            String stepId, ThrowingFunction<? super V, ? extends Optional<? extends W>> mapper) {
        return keyed(stepId, Kind.FILTER_MAP, mapper);
    }

    /** Keeps what passes, by value. */
    public KeyedStream<K, V> filterValue(String stepId, ThrowingPredicate<? super V> predicate) {
        return keyed(stepId, Kind.FILTER, predicate);
    }

    /** Keeps what passes, by key and value. */
    public KeyedStream<K, V> filter(String stepId, ThrowingBiPredicate<? super K, ? super V> predicate) {
        return keyed(stepId, Kind.FILTER_PAIR, predicate);
    }

    /** Splits in two, both keyed. */
    public Branch<KeyedStream<K, V>, KeyedStream<K, V>> branch(
            String stepId, ThrowingBiPredicate<? super K, ? super V> predicate) {
        Dataflow.checkGiven(stepId, "predicate", predicate);
        Step step = flow.add(new Step.Branching(flow.newId(stepId), port, predicate, true))
                .step();
        return new Branch<>(
                new KeyedStream<>(flow, new Step.Port(step, 0)), new KeyedStream<>(flow, new Step.Port(step, 1)));
    }

    /** Splits in two by the type of the value, both keyed; the values of the trues are typed. */
    public <W extends V> Branch<KeyedStream<K, W>, KeyedStream<K, V>> branch(String stepId, Class<W> type) {
        Dataflow.checkGiven(stepId, "type", type);
        Branch<KeyedStream<K, V>, KeyedStream<K, V>> branch = branch(stepId, (key, value) -> type.isInstance(value));
        return new Branch<>(new KeyedStream<>(flow, branch.trues().port), branch.falses());
    }

    /**
     * Joins each value with something looked up by a key of it; the key of the stream is kept. Look-ups are kept for {@code ttl}, per
     * worker, and not saved, as in {@link DataStream#enrichCached}. To look up by the key of the stream, see it as {@link #pairs}.
     *
     * @param lookUpKey what of a value is looked up
     * @param ttl how long a look-up is good, the end of that time included; more than zero, {@code ChronoUnit.FOREVER.getDuration()}
     *     for good
     */
    public <D, E, W> KeyedStream<K, W> enrichCached(
            String stepId,
            ThrowingFunction<? super V, ? extends D> lookUpKey,
            ThrowingFunction<? super D, ? extends E> load,
            Duration ttl,
            ThrowingBiFunction<? super V, ? super E, ? extends W> join) {
        return keyed(stepId, Kind.ENRICH_CACHED, lookUpKey, load, DataStream.moreThanZero(stepId, ttl), join);
    }

    /** The values only. */
    public DataStream<V> keyRm(String stepId) {
        return new DataStream<>(flow, stateless(stepId, Kind.KEY_REMOVE));
    }

    /** The same stream seen as items; no step of its own. */
    public DataStream<KeyValue<K, V>> pairs() {
        return new DataStream<>(flow, flow.add(new Step.Stateless(port.step().id(), Kind.PAIRS, port, List.of())));
    }

    /** A stream of pairs seen as keyed; no step of its own. */
    public static <K, V> KeyedStream<K, V> of(DataStream<? extends KeyValue<? extends K, ? extends V>> pairs) {
        Dataflow flow = pairs.flow();
        return new KeyedStream<>(
                flow, flow.add(new Step.Stateless(pairs.port().step().id(), Kind.UNPAIRS, pairs.port(), List.of())));
    }

    /**
     * One logic per key, given one value at a time.
     *
     * @param logic makes the logic of a key: a new one each time
     */
    public <W> KeyedStream<K, W> stateful(String stepId, Supplier<? extends StatefulLogic<? super V, W, ?>> logic) {
        Dataflow.checkGiven(stepId, "logic", logic);
        return logic(stepId, time -> logic.get(), false);
    }

    /**
     * One logic per key, given one value at a time, that needs to know the time: it is made with the worker's clock, which is that of the test
     * in a {@code TestRunner} or a {@code LogicHarness}. {@link StatefulLogic#notifyAt} is by this clock, too.
     *
     * <pre>{@code
     * orders.statefulTimed("dedup", time -> new Dedup<>(time, Duration.ofHours(1)))
     * }</pre>
     *
     * @param logic makes the logic of a key, given the clock; both are used by the worker's thread only
     */
    public <W> KeyedStream<K, W> statefulTimed(
            String stepId, Function<InstantSource, ? extends StatefulLogic<? super V, W, ?>> logic) {
        Dataflow.checkGiven(stepId, "logic", logic);
        return logic(stepId, logic, false);
    }

    /** One logic per key, given the values that arrive together; the core of all stateful steps. */
    public <W> KeyedStream<K, W> statefulBatch(
            String stepId, Supplier<? extends StatefulBatchLogic<? super V, W, ?>> logic) {
        Dataflow.checkGiven(stepId, "logic", logic);
        return logic(stepId, time -> logic.get(), true);
    }

    /** Maps each value with the state of its key, which is changed in place and kept for good. */
    public <S, W> KeyedStream<K, W> statefulMap(
            String stepId,
            ThrowingSupplier<? extends S> init,
            ThrowingBiFunction<? super S, ? super V, ? extends W> mapper) {
        return statefulMap(stepId, init, mapper, state -> false);
    }

    /** Maps each value with the state of its key; {@code discardWhen} is asked after each value whether to drop the state. */
    public <S, W> KeyedStream<K, W> statefulMap(
            String stepId,
            ThrowingSupplier<? extends S> init,
            ThrowingBiFunction<? super S, ? super V, ? extends W> mapper,
            ThrowingPredicate<? super S> discardWhen) {
        Dataflow.checkGiven(stepId, "init", init);
        Dataflow.checkGiven(stepId, "mapper", mapper);
        Dataflow.checkGiven(stepId, "discardWhen", discardWhen);
        return stateful(stepId, Step.Stateful.Keeping.STATEFUL_MAP, mapper, init, discardWhen);
    }

    /**
     * Zero or more values out for each value in, with the state of the key. What is given for one value is read at once, as the state may
     * change with the next; while steps downstream have no room it is held in memory.
     */
    public <S, W> KeyedStream<K, W> statefulFlatMap(
            String stepId,
            ThrowingSupplier<? extends S> init,
            ThrowingBiFunction<? super S, ? super V, ? extends Iterable<? extends W>> mapper) {
        return statefulFlatMap(stepId, init, mapper, state -> false);
    }

    /** Zero or more values out, with the state of the key; {@code discardWhen} is asked after each value. */
    public <S, W> KeyedStream<K, W> statefulFlatMap(
            String stepId,
            ThrowingSupplier<? extends S> init,
            ThrowingBiFunction<? super S, ? super V, ? extends Iterable<? extends W>> mapper,
            ThrowingPredicate<? super S> discardWhen) {
        Dataflow.checkGiven(stepId, "init", init);
        Dataflow.checkGiven(stepId, "mapper", mapper);
        Dataflow.checkGiven(stepId, "discardWhen", discardWhen);
        return stateful(stepId, () -> new StatefulFlatMapLogic<V, W, S>(init, mapper, discardWhen));
    }

    /** A running fold: emits each new state, which must be immutable and not null. */
    public <S> KeyedStream<K, S> scan(
            String stepId,
            ThrowingSupplier<? extends S> init,
            ThrowingBiFunction<? super S, ? super V, ? extends S> folder) {
        Dataflow.checkGiven(stepId, "init", init);
        Dataflow.checkGiven(stepId, "folder", folder);
        return stateful(stepId, () -> new ScanLogic<V, S>(init, folder));
    }

    /**
     * Lists of values per key: emitted when {@code maxSize} values are there, or when none has come for {@code timeout}, or at the
     * end of the input. A key whose values keep coming waits until its list is full.
     *
     * @param maxSize at least 1
     * @param timeout counted from the last value, not negative; {@code ChronoUnit.FOREVER.getDuration()} for none
     */
    public KeyedStream<K, List<V>> collect(String stepId, int maxSize, Duration timeout) {
        if (maxSize < 1 || timeout.isNegative()) {
            throw new IllegalArgumentException(
                    "collect \"" + stepId + "\" needs a size of at least 1 and a timeout that is not" + " negative: "
                            + maxSize + ", " + timeout);
        }
        return logic(stepId, time -> new CollectLogic<V>(maxSize, timeout, time), true);
    }

    /**
     * A fold that is emitted at the end of the input, and its state dropped: when the flow is resumed with more input, folds begin anew. The
     * state is never null.
     */
    public <S> KeyedStream<K, S> foldFinal(
            String stepId,
            ThrowingSupplier<? extends S> init,
            ThrowingBiFunction<? super S, ? super V, ? extends S> folder) {
        Dataflow.checkGiven(stepId, "init", init);
        Dataflow.checkGiven(stepId, "folder", folder);
        return stateful(stepId, () -> new FoldFinalLogic<V, S>(init, folder));
    }

    /**
     * One value per key, emitted at the end of the input, and dropped, as in {@link #foldFinal}. Reduces before the exchange, too, so the
     * order is not kept. Neither values nor results may be null.
     */
    public KeyedStream<K, V> reduceFinal(String stepId, ThrowingBiFunction<? super V, ? super V, ? extends V> reducer) {
        Dataflow.checkGiven(stepId, "reducer", reducer);
        return flow.within(stepId, () -> reduced(reducer));
    }

    /**
     * At the end of the input: how many values there were per key. Counts begin anew when the flow is resumed with more input, as in
     * {@link #foldFinal}. Counts before the exchange, too.
     */
    public KeyedStream<K, Long> countFinal(String stepId) {
        return flow.within(stepId, this::counted);
    }

    /** The greatest value per key, at the end of the input, then dropped as in {@link #foldFinal}; of equal ones any. Null fails the flow. */
    public KeyedStream<K, V> maxFinal(String stepId, Comparator<? super V> by) {
        Dataflow.checkGiven(stepId, "by", by);
        return reduceFinal(stepId, (a, b) -> by.compare(b, a) > 0 ? b : a);
    }

    /** The least value per key, at the end of the input, then dropped as in {@link #foldFinal}; of equal ones any. Null fails the flow. */
    public KeyedStream<K, V> minFinal(String stepId, Comparator<? super V> by) {
        Dataflow.checkGiven(stepId, "by", by);
        return reduceFinal(stepId, (a, b) -> by.compare(b, a) < 0 ? b : a);
    }

    /** The stream seen through windows; makes no step yet, so it takes no id. */
    public WindowedStream<K, V> window(WindowClock<? super V> clock, Windower windower) {
        return new WindowedStream<>(this, clock, windower);
    }

    /** Hands items to all workers in turn. Their order is lost, also per key. */
    public KeyedStream<K, V> redistribute(String stepId) {
        return new KeyedStream<>(flow, flow.add(new Step.Redistribute(flow.newId(stepId), port)));
    }

    /** Prints {@code stepId: key=value} on standard error. */
    public KeyedStream<K, V> inspect(String stepId) {
        String id = flow.newId(stepId);
        ThrowingBiConsumer<K, V> print = (key, value) -> Inspection.print(id + ": " + key + "=" + value);
        return new KeyedStream<>(flow, flow.add(new Step.Stateless(id, Kind.INSPECT_PAIR, port, List.of(print))));
    }

    /** Looks at each key and value, changes nothing. */
    public KeyedStream<K, V> inspect(String stepId, ThrowingBiConsumer<? super K, ? super V> inspector) {
        return keyed(stepId, Kind.INSPECT_PAIR, inspector);
    }

    /** Prints {@code stepId W0 @1: key=value} on standard error: worker 0, epoch 1. */
    public KeyedStream<K, V> inspectDebug(String stepId) {
        return inspectDebug(stepId, Inspection::printDebug);
    }

    /** Looks at each pair with its epoch and worker. */
    public KeyedStream<K, V> inspectDebug(String stepId, DebugInspector<? super KeyValue<K, V>> inspector) {
        return keyed(stepId, Kind.INSPECT_DEBUG_PAIR, inspector);
    }

    /** Any item fails the flow. */
    public void raises(String stepId) {
        keyed(stepId, Kind.RAISES);
    }

    /** Applies a composite; the ids of the steps made inside get {@code stepId} as a prefix. */
    public <R> R via(String stepId, Function<? super KeyedStream<K, V>, ? extends R> composite) {
        return flow.within(stepId, () -> composite.apply(this));
    }

    /** Ends the stream in a sink, which gets {@link KeyValue}s; returns the flow. */
    public Dataflow output(String stepId, Sink<? super KeyValue<K, V>> sink) {
        Dataflow.checkGiven(stepId, "sink", sink);
        flow.add(new Step.Output(flow.newId(stepId), port, sink, true));
        return flow;
    }

    /**
     * All items of all streams.
     *
     * @throws IllegalArgumentException when there are no streams, or they are of two flows
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <K, V> KeyedStream<K, V> merge(String stepId, KeyedStream<K, ? extends V>... streams) {
        Step.Port merged = DataStream.merged(
                stepId,
                Arrays.stream(streams).map(stream -> stream.flow).toList(),
                Arrays.stream(streams).map(stream -> stream.port).toList());
        return new KeyedStream<>(streams[0].flow, merged);
    }

    /** The two steps of a final count, within the scope that is open. */
    KeyedStream<K, Long> counted() {
        KeyedStream<K, Long> partial = keyed("combine", Kind.COUNT_COMBINE);
        return partial.stateful("reduce", () -> new ReduceFinalLogic<Long>(Long::sum));
    }

    private KeyedStream<K, V> reduced(ThrowingBiFunction<? super V, ? super V, ? extends V> reducer) {
        KeyedStream<K, V> partial = keyed("combine", Kind.REDUCE_COMBINE, reducer);
        return partial.stateful("reduce", () -> new ReduceFinalLogic<V>(reducer));
    }

    private <W> KeyedStream<K, W> logic(String stepId, Function<InstantSource, ?> logic, boolean batch) {
        return stateful(stepId, batch ? Step.Stateful.Keeping.STATEFUL_BATCH : Step.Stateful.Keeping.STATEFUL, logic);
    }

    private <W> KeyedStream<K, W> stateful(String stepId, Step.Stateful.Keeping kind, Object... functions) {
        return new KeyedStream<>(flow, flow.add(new Step.Stateful(flow.newId(stepId), port, kind, List.of(functions))));
    }

    private <K2, W> KeyedStream<K2, W> keyed(String stepId, Kind kind, Object... functions) {
        return new KeyedStream<>(flow, stateless(stepId, kind, functions));
    }

    private Step.Port stateless(String stepId, Kind kind, Object... functions) {
        return DataStream.stateless(flow, port, stepId, kind, functions);
    }
}
