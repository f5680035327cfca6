package io.waxwing.testing;

import io.waxwing.testing.FlowNode.Op;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a node makes of all its input, with plain lists: what the engine's results are compared with. Knows how far the order of a
 * stream is defined.
 */
final class Interpreter {
    /** A key, null on streams without, and a value. */
    record Pair(Object key, Object value) {
        @Override
        public String toString() {
            return key == null ? String.valueOf(value) : key + "=" + value;
        }
    }

    /** How far the order of a stream is the same in all runs. */
    enum Order {
        /** All items, on one worker. */
        TOTAL,
        /** The values of each key. */
        PER_KEY,
        NONE
    }

    /** All that goes over a stream. */
    record Stream(List<Pair> items, boolean keyed, Order order) {}

    private Interpreter() {}

    /** The outputs of a node that is no input. */
    static List<Stream> run(FlowNode node, List<Stream> inputs) {
        if (node.op().isMerge()) {
            List<Pair> all = new ArrayList<>();
            inputs.forEach(input -> all.addAll(input.items));
            return List.of(
                    new Stream(all, node.op().givesPairs, inputs.size() == 1 ? inputs.get(0).order : Order.NONE));
        }
        if (node.op().isJoin()) {
            return ListWindows.join(node.op(), node.variant(), inputs);
        }
        Stream in = inputs.get(0);
        if (node.op().isWindows()) {
            return switch (node.op()) {
                case WINDOWS -> ListWindows.unordered(node.variant(), in);
                case ORDERED_WINDOWS -> ListWindows.ordered(node.variant(), in);
                case COUNT_WINDOWS -> ListArrivals.counted(node.variant(), in);
                case OWN_WINDOWS -> ListArrivals.own(node.variant(), in);
                default -> List.of(new Stream(in.items, true, in.order == Order.NONE ? Order.NONE : Order.PER_KEY));
            };
        }
        if (node.op().outputs() == 2) {
            List<Pair> trues = new ArrayList<>();
            List<Pair> falses = new ArrayList<>();
            for (Pair pair : in.items) {
                Object tested = in.keyed ? pair.key + "/" + pair.value : pair.value;
                (FlowFunctions.keeps(node.variant(), tested) ? trues : falses).add(pair);
            }
            return List.of(new Stream(trues, in.keyed, in.order), new Stream(falses, in.keyed, in.order));
        }
        return List.of(new Stream(items(node, in), node.op().givesPairs, order(node.op(), in.order)));
    }

    private static Order order(Op op, Order in) {
        return switch (op) {
            case REDISTRIBUTE, REDISTRIBUTE_KEYED -> Order.NONE;
            case COUNT_FINAL, SUM_FINAL, REDUCE_FINAL, COUNT_FINAL_KEYED, MAX_FINAL, MIN_FINAL, AT_END -> Order.PER_KEY;
            case COUNTING_MAP, COUNTING_SCAN -> Order.PER_KEY;
            case COUNTING,
                    COUNTING_FLAT_MAP,
                    BATCHES,
                    DELAY,
                    COLLECT,
                    RUNNING_MAP,
                    RUNNING_FLAT_MAP,
                    RUNNING_SCAN,
                    RUNNING_FINAL -> in == Order.NONE ? Order.NONE : Order.PER_KEY;
            case MAP_PAIR, FLAT_MAP_PAIR, KEY_REMOVE, MAP_PAIR_TO_KEYED -> in == Order.TOTAL ? in : Order.NONE;
            default -> in;
        };
    }

    private static List<Pair> items(FlowNode node, Stream in) {
        int variant = node.variant();
        return switch (node.op()) {
            case MAP, MAP_VALUE, ENRICH, VIA -> each(in, p -> List.of(p(p.key, FlowFunctions.one(variant, p.value))));
            case FLAT_MAP, FLAT_MAP_LAZY, FLAT_MAP_BATCH, FLAT_MAP_VALUE ->
                each(in, p -> values(p.key, FlowFunctions.many(variant, p.value)));
            case FILTER, FILTER_VALUE -> each(in, p -> FlowFunctions.keeps(variant, p.value) ? List.of(p) : List.of());
            case FILTER_PAIR ->
                each(in, p -> FlowFunctions.keeps(variant, p.key + "/" + p.value) ? List.of(p) : List.of());
            case FILTER_MAP, FILTER_MAP_VALUE ->
                each(
                        in,
                        p -> FlowFunctions.keeps(variant, p.value)
                                ? List.of(p(p.key, FlowFunctions.one(variant, p.value)))
                                : List.of());
            case KEY_ON -> each(in, p -> List.of(p(FlowFunctions.key(variant, p.value), p.value)));
            case KEY_ON_VALUE, MAP_TO_KEYED ->
                each(in, p -> List.of(p(FlowFunctions.key(variant, p.value), FlowFunctions.one(variant, p.value))));
            case MAP_PAIR_TO_KEYED ->
                each(
                        in,
                        p -> List.of(p(
                                FlowFunctions.key(variant, p.key + "/" + p.value),
                                FlowFunctions.one(variant, p.value))));
            case MAP_PAIR -> each(in, p -> List.of(p(null, FlowFunctions.one(variant, p.key + "/" + p.value))));
            case FLAT_MAP_PAIR -> each(in, p -> values(null, FlowFunctions.many(variant, p.key + "/" + p.value)));
            case KEY_REMOVE -> each(in, p -> List.of(p(null, p.value)));
            case COUNT_FINAL ->
                finals(each(in, p -> List.of(p(FlowFunctions.key(variant, p.value), p.value))), all ->
                        (long) all.size());
            case COUNT_FINAL_KEYED -> finals(in.items, all -> (long) all.size());
            case SUM_FINAL, REDUCE_FINAL ->
                finals(
                        in.items,
                        all -> all.stream().mapToLong(FlowFunctions::number).sum());
            case MAX_FINAL ->
                finals(in.items, all -> all.stream().max(FlowLogics.BY_NUMBER).orElseThrow());
            case MIN_FINAL ->
                finals(in.items, all -> all.stream().min(FlowLogics.BY_NUMBER).orElseThrow());
            case AT_END -> byKey(in.items, all -> FlowFunctions.many(variant, (long) all.size()));
            case COUNTING, COUNTING_FLAT_MAP -> byKey(in.items, all -> counted(variant, all, true));
            case COUNTING_MAP -> byKey(in.items, all -> counted(variant, all, false));
            case COUNTING_SCAN -> byKey(in.items, all -> counted(Integer.MAX_VALUE - 3, all, false));
            case BATCHES -> each(in, p -> List.of(p(p.key, FlowFunctions.one(variant, p.value))));
            case RUNNING_MAP, RUNNING_SCAN -> byKey(in.items, all -> running(variant, all));
            case RUNNING_FLAT_MAP ->
                byKey(in.items, all -> {
                    List<Object> out = new ArrayList<>();
                    running(variant, all).forEach(state -> out.addAll(FlowFunctions.many(variant, state)));
                    return out;
                });
            case RUNNING_FINAL -> finals(in.items, all -> running(variant, all).get(all.size() - 1));
            default -> in.items;
        };
    }

    /** Counts from 1 up to what the variant says, then anew; with or without the values. */
    private static List<Object> counted(int variant, List<Object> values, boolean withValues) {
        List<Object> out = new ArrayList<>();
        int count = 0;
        for (Object value : values) {
            count++;
            if (withValues) {
                out.add(value);
            }
            out.add((long) count);
            count = count >= FlowLogics.most(variant) ? 0 : count;
        }
        return out;
    }

    private static List<Object> running(int variant, List<Object> values) {
        List<Object> out = new ArrayList<>();
        long state = variant;
        for (Object value : values) {
            state = FlowFunctions.mix(state, FlowFunctions.number(value));
            out.add(state);
        }
        return out;
    }

    private static Pair p(Object key, Object value) {
        return new Pair(key, value);
    }

    private static List<Pair> values(Object key, List<Object> values) {
        return values.stream().map(value -> new Pair(key, value)).toList();
    }

    private static List<Pair> each(Stream in, Function<Pair, List<Pair>> function) {
        List<Pair> out = new ArrayList<>();
        in.items.forEach(pair -> out.addAll(function.apply(pair)));
        return out;
    }

    private static List<Pair> byKey(List<Pair> items, Function<List<Object>, List<Object>> function) {
        Map<Object, List<Object>> groups = new LinkedHashMap<>();
        items.forEach(pair -> groups.computeIfAbsent(Objects.requireNonNull(pair.key), any -> new ArrayList<>())
                .add(pair.value));
        List<Pair> out = new ArrayList<>();
        groups.forEach((key, values) -> out.addAll(values(key, function.apply(values))));
        return out;
    }

    private static List<Pair> finals(List<Pair> items, Function<List<Object>, Object> function) {
        return byKey(items, values -> List.of(function.apply(values)));
    }
}
