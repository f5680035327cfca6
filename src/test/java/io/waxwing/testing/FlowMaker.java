package io.waxwing.testing;

import io.waxwing.DataStream;
import io.waxwing.Dataflow;
import io.waxwing.KeyedStream;
import io.waxwing.operator.KeyValue;
import io.waxwing.testing.FlowNode.Port;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a Dataflow of nodes. Each simulated process has one of its own; the world around is shared. */
final class FlowMaker {
    private final World world;
    private final Dataflow flow = new Dataflow("random");
    private final Map<Port, DataStream<Object>> items = new HashMap<>();
    private final Map<Port, KeyedStream<Object, Object>> pairs = new HashMap<>();

    FlowMaker(World world) {
        this.world = world;
    }

    Dataflow make(List<FlowNode> nodes) {
        for (FlowNode node : nodes) {
            switch (node.op().needs) {
                case NOTHING -> input(node);
                case ITEMS -> ofItems(node, items.get(node.inputs().get(0)));
                default -> ofPairs(node, pairs.get(node.inputs().get(0)));
            }
        }
        return flow;
    }

    private void input(FlowNode node) {
        switch (node.op()) {
            case INPUT -> put(node, flow.<Object>input(node.name(), new SimulatedSource<>(world, node.id(), v -> v)));
            case INPUT_DYNAMIC -> put(node, flow.input(node.name(), new SimulatedSource.Dynamic(world, node.id())));
            default ->
                put(
                        node,
                        flow.inputKeyed(
                                node.name(),
                                new SimulatedSource<KeyValue<Object, Object>>(
                                        world,
                                        node.id(),
                                        v -> new KeyValue<>(FlowFunctions.key(node.variant(), v), v))));
        }
    }

    private void put(FlowNode node, DataStream<Object> stream) {
        items.put(new Port(node.id(), 0), stream);
    }

    private void put(FlowNode node, KeyedStream<Object, Object> stream) {
        pairs.put(new Port(node.id(), 0), stream);
    }

    private void put(FlowNode node, List<KeyedStream<Object, Object>> outputs) {
        for (int i = 0; i < outputs.size(); i++) {
            pairs.put(new Port(node.id(), i), outputs.get(i));
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void ofItems(FlowNode node, DataStream<Object> in) {
        String id = node.name();
        int v = node.variant();
        switch (node.op()) {
            case MAP -> put(node, in.map(id, x -> FlowFunctions.one(v, x)));
            case FLAT_MAP -> put(node, in.flatMap(id, x -> FlowFunctions.many(v, x)));
            case FLAT_MAP_LAZY -> put(node, in.flatMap(id, x -> FlowFunctions.lazily(v, x)));
            case FLAT_MAP_BATCH ->
                put(node, in.flatMapBatch(id, all -> all.stream()
                        .flatMap(x -> FlowFunctions.many(v, x).stream())
                        .toList()));
            case FILTER -> put(node, in.filter(id, x -> FlowFunctions.keeps(v, x)));
            case FILTER_MAP ->
                put(
                        node,
                        in.<Object>filterMap(
                                id,
                                x -> FlowFunctions.keeps(v, x)
                                        ? Optional.of(FlowFunctions.one(v, x))
                                        : Optional.empty()));
            case BRANCH -> {
                var branch = in.branch(id, x -> FlowFunctions.keeps(v, x));
                items.put(new Port(node.id(), 0), branch.trues());
                items.put(new Port(node.id(), 1), branch.falses());
            }
            case MERGE ->
                put(
                        node,
                        DataStream.merge(
                                id, node.inputs().stream().map(items::get).toArray(DataStream[]::new)));
            case ENRICH ->
                put(node, in.enrichCached(id, x -> FlowFunctions.key(v, x), k -> k, Duration.ofMillis(3), (x, k) -> {
                    if (!FlowFunctions.key(v, x).equals(k)) {
                        throw new IllegalStateException("joined with another's look-up");
                    }
                    return FlowFunctions.one(v, x);
                }));
            case INSPECT -> put(node, in.inspectDebug(id, (step, x, epoch, worker) -> world.inspected(epoch, worker)));
            case VIA -> put(node, in.<DataStream<Object>>via(id, s -> s.map("inner", x -> FlowFunctions.one(v, x))));
            case REDISTRIBUTE -> put(node, in.redistribute(id));
            case KEY_ON -> put(node, in.keyOn(id, x -> FlowFunctions.key(v, x)));
            case KEY_ON_VALUE -> put(node, in.keyOn(id, x -> FlowFunctions.key(v, x), x -> FlowFunctions.one(v, x)));
            case MAP_TO_KEYED ->
                put(node, in.mapToKeyed(id, x -> new KeyValue<>(FlowFunctions.key(v, x), FlowFunctions.one(v, x))));
            case COUNT_FINAL -> put(node, (KeyedStream) in.countFinal(id, x -> FlowFunctions.key(v, x)));
            case OUTPUT -> in.output(id, new SimulatedSink(world, node.id()));
            case OUTPUT_PARTITIONED -> in.output(id, new SimulatedSink.Partitioned(world, node.id()));
            default -> throw new IllegalStateException(node.toString());
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void ofPairs(FlowNode node, KeyedStream<Object, Object> in) {
        String id = node.name();
        int v = node.variant();
        switch (node.op()) {
            case MAP_PAIR -> put(node, in.map(id, (k, x) -> FlowFunctions.one(v, k + "/" + x)));
            case FLAT_MAP_PAIR -> put(node, in.flatMap(id, (k, x) -> FlowFunctions.many(v, k + "/" + x)));
            case KEY_REMOVE -> put(node, in.keyRm(id));
            case MAP_PAIR_TO_KEYED ->
                put(
                        node,
                        in.mapToKeyed(
                                id,
                                (k, x) -> new KeyValue<>(FlowFunctions.key(v, k + "/" + x), FlowFunctions.one(v, x))));
            case MAP_VALUE -> put(node, in.mapValue(id, x -> FlowFunctions.one(v, x)));
            case FLAT_MAP_VALUE -> put(node, in.flatMapValue(id, x -> FlowFunctions.lazily(v, x)));
            case FILTER_MAP_VALUE ->
                put(
                        node,
                        in.<Object>filterMapValue(
                                id,
                                x -> FlowFunctions.keeps(v, x)
                                        ? Optional.of(FlowFunctions.one(v, x))
                                        : Optional.empty()));
            case FILTER_VALUE -> put(node, in.filterValue(id, x -> FlowFunctions.keeps(v, x)));
            case FILTER_PAIR -> put(node, in.filter(id, (k, x) -> FlowFunctions.keeps(v, k + "/" + x)));
            case BRANCH_PAIR -> {
                var branch = in.branch(id, (k, x) -> FlowFunctions.keeps(v, k + "/" + x));
                pairs.put(new Port(node.id(), 0), branch.trues());
                pairs.put(new Port(node.id(), 1), branch.falses());
            }
            case MERGE_KEYED ->
                put(
                        node,
                        KeyedStream.merge(
                                id, node.inputs().stream().map(pairs::get).toArray(KeyedStream[]::new)));
            case INSPECT_PAIR ->
                put(node, in.inspectDebug(id, (step, x, epoch, worker) -> world.inspected(epoch, worker)));
            case PAIRS_AND_BACK -> put(node, KeyedStream.of(in.pairs()));
            case REDISTRIBUTE_KEYED -> put(node, in.redistribute(id));
            case COLLECT ->
                put(node, in.collect(id, 1 + v % 4, Duration.ofMillis(v % 20)).flatMapValue(id + "_all", all -> all));
            case SUM_FINAL ->
                put(node, (KeyedStream) in.foldFinal(id, () -> 0L, (s, x) -> s + FlowFunctions.number(x)));
            case REDUCE_FINAL ->
                put(node, (KeyedStream)
                        in.mapValue(id + "_n", FlowFunctions::number).reduceFinal(id, Long::sum));
            case COUNT_FINAL_KEYED -> put(node, (KeyedStream) in.countFinal(id));
            case MAX_FINAL -> put(node, in.maxFinal(id, FlowLogics.BY_NUMBER));
            case MIN_FINAL -> put(node, in.minFinal(id, FlowLogics.BY_NUMBER));
            case OUTPUT_KEYED -> in.output(id, new SimulatedSink(world, node.id()));
            case OUTPUT_PARTITIONED_KEYED -> in.output(id, new SimulatedSink.Partitioned(world, node.id()));
            default -> stateful(node, in);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void stateful(FlowNode node, KeyedStream<Object, Object> in) {
        String id = node.name();
        int v = node.variant();
        switch (node.op()) {
            case COUNTING -> put(node, in.stateful(id, () -> new FlowLogics.Counting(v)));
            case BATCHES -> put(node, in.statefulBatch(id, () -> new FlowLogics.Batches(v)));
            case DELAY -> put(node, in.stateful(id, () -> new FlowLogics.Delay(v, world.clock())));
            case AT_END -> put(node, in.stateful(id, () -> new FlowLogics.AtEnd(v)));
            case WINDOWS -> put(node, FlowWindows.unordered(id, v, in));
            case SYSTEM_WINDOWS -> put(node, FlowWindows.system(id, v, in));
            case ORDERED_WINDOWS -> put(node, FlowWindows.ordered(id, v, in));
            case COUNT_WINDOWS -> put(node, FlowWindows.counted(id, v, in));
            case OWN_WINDOWS -> put(node, FlowWindows.own(id, v, in));
            case JOIN_ALL, JOIN_LAST, JOIN_RUNNING, JOIN_COMPLETE, JOIN_WINDOWS ->
                put(
                        node,
                        FlowJoins.join(
                                node, node.inputs().stream().map(pairs::get).toList()));
            case COUNTING_MAP ->
                put(node, (KeyedStream)
                        in.statefulMap(id, () -> new long[1], (s, x) -> ++s[0], s -> s[0] >= FlowLogics.most(v)));
            case COUNTING_FLAT_MAP ->
                put(
                        node,
                        in.<long[], Object>statefulFlatMap(
                                id, () -> new long[1], (s, x) -> List.of(x, ++s[0]), s -> s[0] >= FlowLogics.most(v)));
            case COUNTING_SCAN -> put(node, (KeyedStream) in.scan(id, () -> 0L, (s, x) -> s + 1));
            case RUNNING_MAP ->
                put(node, (KeyedStream) in.statefulMap(
                        id, () -> new long[] {v}, (s, x) -> s[0] = FlowFunctions.mix(s[0], FlowFunctions.number(x))));
            case RUNNING_FLAT_MAP ->
                put(node, in.<long[], Object>statefulFlatMap(id, () -> new long[] {v}, (s, x) -> {
                    s[0] = FlowFunctions.mix(s[0], FlowFunctions.number(x));
                    return FlowFunctions.lazily(v, s[0]);
                }));
            case RUNNING_SCAN ->
                put(node, (KeyedStream)
                        in.scan(id, () -> (long) v, (s, x) -> FlowFunctions.mix(s, FlowFunctions.number(x))));
            case RUNNING_FINAL ->
                put(node, (KeyedStream)
                        in.foldFinal(id, () -> (long) v, (s, x) -> FlowFunctions.mix(s, FlowFunctions.number(x))));
            default -> throw new IllegalStateException(node.toString());
        }
    }
}
