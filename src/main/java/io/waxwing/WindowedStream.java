package io.waxwing;

import io.waxwing.function.ThrowingBiFunction;
import io.waxwing.function.ThrowingFunction;
import io.waxwing.function.ThrowingSupplier;
import io.waxwing.window.Fold;
import io.waxwing.window.Late;
import io.waxwing.window.WindowClock;
import io.waxwing.window.WindowLogic;
import io.waxwing.window.WindowMetadata;
import io.waxwing.window.WindowSpec;
import io.waxwing.window.Windowed;
import io.waxwing.window.Windower;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A keyed stream seen through windows: a description; each of the methods that take an id makes one step of it.
 *
 * <p>At the end of the input all windows close. One that is given values after it has closed, in a key that had no other window open or when the
 * flow is resumed with more input, is emitted once more with those.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public final class WindowedStream<K, V> {
    /** What was asked for; null leaves it to the method that makes the step. */
    private record Wishes(@Nullable Boolean ordered, boolean panes) {}

    private final KeyedStream<K, V> stream;
    private final WindowClock<? super V> clock;
    private final Windower windower;
    private final Wishes wishes;

    WindowedStream(KeyedStream<K, V> stream, WindowClock<? super V> clock, Windower windower) {
        this(
                stream,
                Objects.requireNonNull(clock, "clock"),
                Objects.requireNonNull(windower, "windower"),
                new Wishes(null, false));
    }

    private WindowedStream(KeyedStream<K, V> stream, WindowClock<? super V> clock, Windower windower, Wishes wishes) {
        this.stream = stream;
        this.clock = clock;
        this.windower = windower;
        this.wishes = wishes;
    }

    /**
     * Whether values are given to their windows in the order of their timestamps, which costs time, memory and waiting until the
     * watermark has come to each; else they are given in order of arrival. Unless told, true for {@code fold}, {@code collect...} and
     * {@code apply}, false for {@code count}, {@code reduce}, {@code max} and {@code min}.
     */
    public WindowedStream<K, V> ordered(boolean ordered) {
        return new WindowedStream<>(stream, clock, windower, new Wishes(ordered, wishes.panes));
    }

    /**
     * Lets {@code fold} put each value into one pane of overlapping windows, instead of into every window, and merge the panes as
     * windows close, so that the cost of a value does not grow with the number of windows it is in. {@code count}, {@code reduce},
     * {@code max} and {@code min} do so anyway. Where panes would be many or short, as length and offset have little in common, values go into
     * windows all the same. The fold must bear it: its start value is added once a pane, so it must change
     * nothing; and its merger must give a new state and leave both that it was given as they are.
     */
    public WindowedStream<K, V> byPanes() {
        return new WindowedStream<>(stream, clock, windower, new Wishes(wishes.ordered, true));
    }

    /** The values of each window. */
    public WindowOut<K, List<V>, V> collectList(String stepId) {
        return fold(
                stepId,
                new Fold<V, List<V>>(ArrayList::new, WindowedStream::added, WindowedStream::joined),
                true,
                false);
    }

    /** The different values of each window, in the order in which they were first given to it. */
    public WindowOut<K, Set<V>, V> collectSet(String stepId) {
        return fold(
                stepId,
                new Fold<V, Set<V>>(LinkedHashSet::new, WindowedStream::added, WindowedStream::joined),
                true,
                false);
    }

    /** A map of the values of each window, in the order in which its keys first came; of values with one key in the map the last counts. */
    public <D, E> WindowOut<K, Map<D, E>, V> collectMap(
            String stepId,
            ThrowingFunction<? super V, ? extends D> key,
            ThrowingFunction<? super V, ? extends E> value) {
        Dataflow.checkGiven(stepId, "key", key);
        Dataflow.checkGiven(stepId, "value", value);
        return fold(
                stepId,
                new Fold<V, Map<D, E>>(
                        LinkedHashMap::new,
                        (map, item) -> {
                            map.put(key.apply(item), value.apply(item));
                            return map;
                        },
                        (map, later) -> {
                            map.putAll(later);
                            return map;
                        }),
                true,
                false);
    }

    private static <T, C extends Collection<T>> C added(C collection, T value) {
        collection.add(value);
        return collection;
    }

    private static <C extends Collection<T>, T> C joined(C collection, C later) {
        collection.addAll(later);
        return collection;
    }

    /** How many values each window has. */
    public WindowOut<K, Long, V> count(String stepId) {
        return fold(stepId, new Fold<V, Long>(() -> 0L, (count, value) -> count + 1, Long::sum), false, true);
    }

    /**
     * A fold over each window, emitted as it closes; for windows that are never merged.
     *
     * @param init makes the start value, not null
     * @param folder adds a value; may change the state in place and give it back
     * @throws IllegalArgumentException if windows {@linkplain Windower#mayMerge may be merged}, or values go into {@linkplain #byPanes panes}:
     *     then a merger is needed
     */
    public <S> WindowOut<K, S, V> fold(
            String stepId,
            ThrowingSupplier<? extends S> init,
            ThrowingBiFunction<? super S, ? super V, ? extends S> folder) {
        if (windower.mayMerge() || wishes.panes) {
            throw new IllegalArgumentException("step \"" + stepId + "\": "
                    + (wishes.panes ? "panes are merged" : "these windows may be merged, as sessions are")
                    + ", so fold needs a merger, which makes one state of two, behind the folder");
        }
        return fold(stepId, init, folder, (earlier, later) -> {
            throw new IllegalStateException("windows were merged whose windower says that they never are");
        });
    }

    /**
     * A fold over each window, emitted as it closes.
     *
     * @param init makes the start value, not null
     * @param folder adds a value; may change the state in place and give it back
     * @param merger makes one state of those of two windows that became one, the earlier first; called for sessions, and for panes
     */
    public <S> WindowOut<K, S, V> fold(
            String stepId,
            ThrowingSupplier<? extends S> init,
            ThrowingBiFunction<? super S, ? super V, ? extends S> folder,
            ThrowingBiFunction<? super S, ? super S, ? extends S> merger) {
        Dataflow.checkGiven(stepId, "init", init);
        Dataflow.checkGiven(stepId, "folder", folder);
        Dataflow.checkGiven(
                stepId,
                "merger: sessions and panes need it to make one state of two; where windows are never merged, leave it out",
                merger);
        return fold(stepId, new Fold<V, S>(init, folder, merger), true, wishes.panes);
    }

    /**
     * The values of each window made one, two at a time. Values must not be changed by it. In windows that overlap the values of a pane
     * are reduced first, so it must not matter which come first, unless the step is ordered.
     */
    public WindowOut<K, V, V> reduce(String stepId, ThrowingBiFunction<? super V, ? super V, ? extends V> reducer) {
        Dataflow.checkGiven(stepId, "reducer", reducer);
        return fold(stepId, Fold.<V>reduction(reducer), false, true);
    }

    /** The greatest value of each window; of equal ones the first, or any where windows overlap. */
    public WindowOut<K, V, V> max(String stepId, Comparator<? super V> by) {
        Dataflow.checkGiven(stepId, "by", by);
        return reduce(stepId, (a, b) -> by.compare(b, a) > 0 ? b : a);
    }

    /** The least value of each window; of equal ones the first, or any where windows overlap. */
    public WindowOut<K, V, V> min(String stepId, Comparator<? super V> by) {
        Dataflow.checkGiven(stepId, "by", by);
        return reduce(stepId, (a, b) -> by.compare(b, a) < 0 ? b : a);
    }

    /** Logics of a user's own, one for each window of each key. */
    public <W> WindowOut<K, W, V> apply(String stepId, Supplier<? extends WindowLogic<? super V, W, ?>> logic) {
        Dataflow.checkGiven(stepId, "logic", logic);
        return step(stepId, WindowSpec.of(clock, windower, logic, isOrdered(true)));
    }

    private <S> WindowOut<K, S, V> fold(String stepId, Fold<V, S> fold, boolean ordered, boolean panes) {
        return step(stepId, WindowSpec.of(clock, windower, fold, isOrdered(ordered), panes));
    }

    private boolean isOrdered(boolean unlessTold) {
        Boolean told = wishes.ordered;
        return told == null ? unlessTold : told;
    }

    private <W> WindowOut<K, W, V> step(String stepId, WindowSpec<V> spec) {
        Dataflow flow = stream.flow();
        String id = flow.newId(stepId);
        return out(flow, flow.add(new Step.Stateful(id, stream.port(), Step.Stateful.Keeping.WINDOW, List.of(spec))));
    }

    /** The three streams of what a window step emits; no steps of their own, so they have its id. */
    static <K, W, V> WindowOut<K, W, V> out(Dataflow flow, Step.Port port) {
        return new WindowOut<>(
                pick(flow, port, Step.Stateless.Kind.WINDOW_DOWN, Windowed.class),
                pick(flow, port, Step.Stateless.Kind.WINDOW_LATE, Late.class),
                pick(flow, port, Step.Stateless.Kind.WINDOW_META, WindowMetadata.class));
    }

    private static <K, T> KeyedStream<K, T> pick(
            Dataflow flow, Step.Port port, Step.Stateless.Kind kind, Class<?> type) {
        return new KeyedStream<>(flow, flow.add(new Step.Stateless(port.step().id(), kind, port, List.of(type))));
    }
}
