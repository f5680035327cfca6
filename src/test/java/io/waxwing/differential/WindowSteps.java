package io.waxwing.differential;

import static io.waxwing.differential.Vocabulary.listOf;
import static io.waxwing.differential.Vocabulary.long_;

import io.waxwing.KeyedStream;
import io.waxwing.WindowOut;
import io.waxwing.WindowedStream;
import io.waxwing.window.EventClock;
import io.waxwing.window.Late;
import io.waxwing.window.SystemClock;
import io.waxwing.window.WindowClock;
import io.waxwing.window.Windowed;
import io.waxwing.window.Windower;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Steps with windows. */
final class WindowSteps {
    private WindowSteps() {}

    static void add(Node node, WaxwingSide side) {
        if (node.op() == Operation.WINDOW) {
            put(node, out(node, side.keyed(node.in().get(0))), side, v -> v);
        } else {
            put(
                    node,
                    JoinWindowSteps.out(node, JoinSteps.sides(node, side)),
                    side,
                    late -> listOf((long) late.side(), late.value()));
        }
    }

    /** The three streams as descriptions have them. */
    private static <V> void put(
            Node node, WindowOut<String, ?, V> out, WaxwingSide side, Function<V, @Nullable Object> late) {
        String id = node.id();
        boolean system = "system".equals(node.map("clock").get("kind"));
        side.pairs.put(id, out.down().mapValue(id + "_down", w -> {
            check(node, w);
            return listOf(w.windowId(), plain(w.value()));
        }));
        side.pairs.put(id + ".late", out.late().mapValue(id + "_late", l -> {
            Object value = late.apply(l.value());
            check(node, l, value);
            return listOf(l.windowId(), value);
        }));
        side.pairs.put(
                id + ".meta",
                out.meta()
                        .mapValue(
                                id + "_meta",
                                m -> system
                                        ? listOf(m.windowId())
                                        : listOf(
                                                m.windowId(),
                                                Vocabulary.micros(m.open()),
                                                Vocabulary.micros(m.close()),
                                                m.mergedIds().stream().sorted().toList())));
    }

    /** The times of a result's window are those of its id; sessions have theirs compared as metadata. */
    private static void check(Node node, Windowed<?> result) {
        Map<String, @Nullable Object> windower = node.map("windower");
        if (WindowAnalysis.isSession(node)) {
            return;
        }
        long offset = long_(windower, windower.containsKey("offset") ? "offset" : "length");
        Instant open = Vocabulary.moment(long_(windower, "align") + result.windowId() * offset);
        Instant close = open.plus(long_(windower, "length"), ChronoUnit.MICROS);
        if (!result.open().equals(open) || !result.close().equals(close)) {
            throw new IllegalStateException("a result has the times of another window: " + result);
        }
    }

    private static void check(Node node, Late<?> late, @Nullable Object shown) {
        Object value = node.op() == Operation.WINDOW ? shown : ((List<?>) Objects.requireNonNull(shown)).get(1);
        Instant at = Vocabulary.at(node.map("clock"), Objects.requireNonNull(value));
        if (!late.timestamp().equals(at)) {
            throw new IllegalStateException("a late value has another's time: " + late);
        }
    }

    private static WindowOut<String, ?, Object> out(Node node, KeyedStream<String, Object> in) {
        String id = node.id();
        List<@Nullable Object> a = node.list("a");
        WindowedStream<String, Object> windows = in.window(clock(node), windower(node));
        WindowedStream<String, Object> asTold = windows.ordered(node.flag("ordered"));
        return switch ((String) Objects.requireNonNull(a.get(0))) {
            case "list" -> asTold.collectList(id);
            case "set" -> asTold.collectSet(id);
            case "map" -> asTold.collectMap(id, v -> Math.floorMod(Vocabulary.num(v), Vocabulary.number(a, 1)), v -> v);
            case "fold" -> {
                var f = Node.asList(a.get(1));
                yield asTold.fold(
                        id,
                        () -> Vocabulary.foldInit(f),
                        (s, v) -> Vocabulary.fold(f, s, v),
                        (s, t) -> Vocabulary.foldMerge(f, s, t));
            }
            case "marks" -> asTold.<Object>apply(id, () -> new Logics.Marks(a));
            case "count" -> windows.count(id);
            case "reduce" -> {
                var f = Node.asList(a.get(1));
                yield windows.reduce(id, (x, y) -> Vocabulary.reduce(f, x, y));
            }
            case "max" -> windows.max(id, Vocabulary.RANK);
            case "min" -> windows.min(id, Vocabulary.RANK);
            default -> throw new IllegalStateException(node.toString());
        };
    }

    /** Values as descriptions have them: maps and sets as sorted lists. */
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<@Nullable Object> entries = new ArrayList<>();
            new TreeMap<>(map).forEach((k, v) -> entries.add(listOf(k, v)));
            return Collections.unmodifiableList(entries);
        }
        List<@Nullable Object> items = new ArrayList<>();
        if (value instanceof Set<?> set) {
            items.addAll(set);
            items.sort(Vocabulary.RANK);
            return Collections.unmodifiableList(items);
        }
        if (value instanceof Collection<?> list) {
            list.forEach(item -> items.add(item instanceof Optional<?> side ? side.orElse(null) : item));
            return Collections.unmodifiableList(items);
        }
        return value;
    }

    private static WindowClock<Object> clock(Node node) {
        if ("system".equals(node.map("clock").get("kind"))) {
            return SystemClock.of();
        }
        return eventClock(node, v -> v);
    }

    /** One that stands still, or one that values move on, for the next. */
    static <V> EventClock<V> eventClock(Node node, Function<V, Object> value) {
        Map<String, @Nullable Object> clock = node.map("clock");
        Duration wait = Duration.of(long_(clock, "wait"), ChronoUnit.MICROS);
        Instant now = Vocabulary.moment(long_(clock, "now"));
        if (!WindowAnalysis.isTicking(node)) {
            return EventClock.of((V v) -> Vocabulary.at(clock, value.apply(v)), wait)
                    .withNow(() -> now);
        }
        var ticks = new AtomicReference<>(now);
        return EventClock.of(
                        (V v) -> {
                            long tick = Math.floorMod(Vocabulary.num(value.apply(v)), long_(clock, "classes"));
                            ticks.updateAndGet(t -> t.plus(tick * long_(clock, "unit"), ChronoUnit.MICROS));
                            return Vocabulary.at(clock, value.apply(v));
                        },
                        wait)
                .withNow(ticks::get)
                .withToSystemTime(goal -> null);
    }

    static Windower windower(Node node) {
        Map<String, @Nullable Object> windower = node.map("windower");
        if (WindowAnalysis.isSession(node)) {
            return Windower.session(Duration.of(long_(windower, "gap"), ChronoUnit.MICROS));
        }
        Instant align = Vocabulary.moment(long_(windower, "align"));
        Duration length = Duration.of(long_(windower, "length"), ChronoUnit.MICROS);
        return windower.containsKey("offset")
                ? Windower.sliding(length, Duration.of(long_(windower, "offset"), ChronoUnit.MICROS))
                        .alignTo(align)
                : Windower.tumbling(length).alignTo(align);
    }
}
