package io.waxwing.testing;

import io.waxwing.testing.FlowNode.Op;
import io.waxwing.testing.Interpreter.Order;
import io.waxwing.testing.Interpreter.Pair;
import io.waxwing.testing.Interpreter.Stream;
import io.waxwing.window.Late;
import io.waxwing.window.Windowed;
import io.waxwing.window.Windower;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What the windows of {@link FlowWindows} and joins of {@link FlowJoins} make of all their input, worked out from plain lists. */
final class ListWindows {
    /** A window and its values, by timestamp. */
    private record Window(long id, Instant open, Instant close, List<Object> values) {
        Pair result(Object key, Object value) {
            return new Pair(key, new Windowed<>(id, open, close, value));
        }
    }

    private ListWindows() {}

    static List<Stream> unordered(int variant, Stream in) {
        List<Pair> out = new ArrayList<>();
        groups(in).forEach((key, values) -> windows(variant, values)
                .forEach(window -> out.add(window.result(key, result(variant, window.values)))));
        return List.of(new Stream(out, true, Order.PER_KEY));
    }

    private static Object result(int variant, List<Object> values) {
        return switch (variant / 4 % 5) {
            case 0 -> (long) values.size();
            case 1, 2 -> values.stream().mapToLong(FlowFunctions::number).sum();
            case 3 -> values.stream().max(FlowLogics.BY_NUMBER).orElseThrow();
            default -> values.stream().min(FlowLogics.BY_NUMBER).orElseThrow();
        };
    }

    static List<Stream> ordered(int variant, Stream in) {
        List<Pair> down = new ArrayList<>();
        List<Pair> late = new ArrayList<>();
        List<Pair> meta = new ArrayList<>();
        groups(in).forEach((key, values) -> {
            List<Object> inTime = new ArrayList<>();
            Instant latest = Instant.MIN;
            for (Object value : values) {
                Instant at = FlowWindows.timestamp(value);
                latest = at.isAfter(latest) ? at : latest;
                if (!at.isBefore(latest.minus(FlowWindows.waiting(variant)))) {
                    inTime.add(value);
                } else if (FlowWindows.isSession(variant)) {
                    late.add(new Pair(key, new Late<>(Windower.LATE_ID, at, value)));
                } else {
                    ids(variant, at).forEach(id -> late.add(new Pair(key, new Late<>(id, at, value))));
                }
            }
            for (Window window : windows(variant, inTime)) {
                Object result = window.values;
                if (variant % 3 != 0) {
                    long state = variant;
                    for (Object value : window.values) {
                        state = FlowFunctions.mix(state, FlowFunctions.number(value));
                    }
                    result = state;
                }
                down.add(window.result(key, result));
                meta.add(new Pair(key, List.of(window.id, window.open.toString(), window.close.toString())));
            }
        });
        return List.of(
                new Stream(down, true, Order.PER_KEY),
                new Stream(late, true, Order.PER_KEY),
                new Stream(meta, true, Order.PER_KEY));
    }

    static List<Stream> join(Op op, int variant, List<Stream> inputs) {
        Map<Object, List<List<Object>>> sides = new LinkedHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            int side = i;
            groups(inputs.get(i)).forEach((key, values) -> sides.computeIfAbsent(key, any -> none(inputs.size()))
                    .set(side, values));
        }
        List<Pair> out = new ArrayList<>();
        sides.forEach((key, values) -> {
            switch (op) {
                case JOIN_ALL -> rows(values).forEach(row -> out.add(new Pair(key, row)));
                case JOIN_LAST -> rows(one(variant, values)).forEach(row -> out.add(new Pair(key, row)));
                case JOIN_RUNNING -> {
                    List<Object> counted = new ArrayList<>();
                    counted.add(values.stream().mapToInt(List::size).sum());
                    counted.addAll(rows(one(variant, values)).get(0));
                    out.add(new Pair(key, counted));
                }
                case JOIN_COMPLETE -> {
                    if (values.stream().noneMatch(List::isEmpty)) {
                        rows(values).forEach(row -> out.add(new Pair(key, row)));
                    }
                }
                default -> joinedByWindow(variant, key, values, out);
            }
        });
        return List.of(new Stream(out, true, op == Op.JOIN_ALL || op == Op.JOIN_WINDOWS ? Order.NONE : Order.PER_KEY));
    }

    /** The last or the first value of each side. */
    private static List<List<Object>> one(int variant, List<List<Object>> sides) {
        return each(sides, side -> side.isEmpty() ? side : List.of(side.get(variant % 2 == 0 ? side.size() - 1 : 0)));
    }

    private static void joinedByWindow(int variant, Object key, List<List<Object>> sides, List<Pair> out) {
        record Sided(int side, Object value) {}
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
            int side = i;
            sides.get(i).forEach(value -> all.add(new Sided(side, value)));
        }
        for (Window window : windows(variant, all, sided -> FlowWindows.timestamp(((Sided) sided).value))) {
            List<List<Object>> values = none(sides.size());
            for (Object sided : window.values) {
                int side = ((Sided) sided).side;
                values.set(side, new ArrayList<>(values.get(side)));
                values.get(side).add(((Sided) sided).value);
            }
            rows(FlowJoins.keepsOne(variant) ? one(variant, values) : values)
                    .forEach(row -> out.add(window.result(
                            key,
                            row.stream()
                                    .map(value -> FlowJoins.seen(variant, value))
                                    .toList())));
        }
    }

    private static List<List<Object>> none(int sides) {
        List<List<Object>> lists = new ArrayList<>();
        for (int i = 0; i < sides; i++) {
            lists.add(List.of());
        }
        return lists;
    }

    private static List<List<Object>> each(List<List<Object>> sides, Function<List<Object>, List<Object>> function) {
        return sides.stream().map(function).toList();
    }

    /** Each combination of a value of each side. */
    private static List<List<Object>> rows(List<List<Object>> sides) {
        List<List<Object>> rows = List.of(List.of());
        for (List<Object> side : sides) {
            List<List<Object>> longer = new ArrayList<>();
            for (List<Object> row : rows) {
                for (Object value : side.isEmpty() ? List.<Object>of("none") : side) {
                    List<Object> next = new ArrayList<>(row);
                    next.add(value);
                    longer.add(next);
                }
            }
            rows = longer;
        }
        return rows;
    }

    private static List<Window> windows(int variant, List<Object> values) {
        return windows(variant, values, FlowWindows::timestamp);
    }

    /** The windows of all the values of a key, the earliest first. */
    private static List<Window> windows(int variant, List<Object> values, Function<Object, Instant> timestamp) {
        List<Object> byTime =
                values.stream().sorted(Comparator.comparing(timestamp)).toList();
        if (FlowWindows.isSession(variant)) {
            return sessions(byTime, timestamp);
        }
        Map<Long, List<Object>> byId = new TreeMap<>();
        byTime.forEach(value -> ids(variant, timestamp.apply(value))
                .forEach(
                        id -> byId.computeIfAbsent(id, any -> new ArrayList<>()).add(value)));
        List<Window> windows = new ArrayList<>();
        byId.forEach((id, all) -> windows.add(new Window(id, open(variant, id), close(variant, id), all)));
        return windows;
    }

    private static List<Window> sessions(List<Object> byTime, Function<Object, Instant> timestamp) {
        List<Window> sessions = new ArrayList<>();
        for (Object value : byTime) {
            Instant at = timestamp.apply(value);
            Window last = sessions.isEmpty() ? null : sessions.get(sessions.size() - 1);
            if (last != null && Duration.between(last.close, at).compareTo(FlowWindows.GAP) <= 0) {
                last.values.add(value);
                sessions.set(sessions.size() - 1, new Window(0, last.open, at, last.values));
            } else {
                sessions.add(new Window(0, at, at, new ArrayList<>(List.of(value))));
            }
        }
        return sessions;
    }

    /** All windows that hold an instant, found by looking at many. */
    private static List<Long> ids(int variant, Instant at) {
        List<Long> ids = new ArrayList<>();
        for (long id = -30; id <= 30; id++) {
            if (!at.isBefore(open(variant, id)) && at.isBefore(close(variant, id))) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static Instant open(int variant, long id) {
        return FlowWindows.ALIGNMENT.plus(FlowWindows.offset(variant).multipliedBy(id));
    }

    private static Instant close(int variant, long id) {
        return open(variant, id).plus(FlowWindows.length(variant));
    }

    static Map<Object, List<Object>> groups(Stream in) {
        Map<Object, List<Object>> groups = new LinkedHashMap<>();
        in.items().forEach(pair -> groups.computeIfAbsent(pair.key(), any -> new ArrayList<>())
                .add(pair.value()));
        return groups;
    }
}
