package io.waxwing.testing;

import io.waxwing.testing.FlowNode.Needs;
import io.waxwing.testing.FlowNode.Op;
import io.waxwing.testing.FlowNode.Port;
import io.waxwing.testing.Interpreter.Order;
import io.waxwing.testing.Interpreter.Pair;
import io.waxwing.testing.Interpreter.Stream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Draws a flow of up to twelve steps between inputs and outputs, and works out what comes over each of its streams. */
final class RandomFlow {
    /** Streams of more items are not used further. */
    private static final int MANY = 120;

    /** Joins that could have more rows are not drawn. */
    private static final int MOST_ROWS = 400;

    /** Drawn more often: they keep much. */
    private static final List<Op> WINDOWS_AND_JOINS = Arrays.stream(Op.values())
            .filter(op -> op.isWindows() || op.isJoin())
            .toList();

    final List<FlowNode> nodes = new ArrayList<>();
    final Map<Port, Stream> streams = new LinkedHashMap<>();
    private final Set<Port> unread = new LinkedHashSet<>();
    private final SplittableRandom random;
    private final World world;

    RandomFlow(SplittableRandom random, World world, boolean resumable) {
        this.random = random;
        this.world = world;
        int inputs = 1 + (random.nextInt(3) == 0 ? 1 : 0) + (random.nextInt(6) == 0 ? 1 : 0);
        for (int i = 0; i < inputs; i++) {
            addInput(resumable);
        }
        int steps = 1 + random.nextInt(12);
        for (int i = 0; i < steps; i++) {
            addStep();
        }
        for (Port port : List.copyOf(unread)) {
            addOutput(port);
        }
        if (random.nextInt(3) == 0) {
            addOutput(any());
        }
    }

    private void addInput(boolean resumable) {
        int id = nodes.size();
        Op op = random.nextInt(3) == 0 ? Op.INPUT_KEYED : Op.INPUT;
        if (!resumable && random.nextInt(4) == 0) {
            op = Op.INPUT_DYNAMIC;
        }
        var node = new FlowNode(id, op, List.of(), random.nextInt(60));
        List<List<Object>> partitions = new ArrayList<>();
        List<Pair> all = new ArrayList<>();
        int count = random.nextInt(4);
        boolean manyItems = random.nextInt(3) == 0;
        for (int p = 0; p < count; p++) {
            List<Object> items = new ArrayList<>();
            int length = random.nextInt(3) == 0 ? random.nextInt(2) : random.nextInt(manyItems ? 25 : 7);
            for (int i = 0; i < length; i++) {
                Object item = FlowFunctions.one(random.nextInt(5), id * 1000 + p * 100 + i);
                items.add(item);
                all.add(new Pair(op == Op.INPUT_KEYED ? FlowFunctions.key(node.variant(), item) : null, item));
            }
            partitions.add(items);
        }
        world.inputs.put(id, partitions);
        Order order = count <= 1 || op == Op.INPUT_DYNAMIC ? Order.TOTAL : Order.NONE;
        add(node, List.of(new Stream(all, op.givesPairs, order)));
    }

    private void add(FlowNode node, List<Stream> outputs) {
        nodes.add(node);
        node.inputs().forEach(unread::remove);
        for (int i = 0; i < outputs.size(); i++) {
            var port = new Port(node.id(), i);
            streams.put(port, outputs.get(i));
            unread.add(port);
        }
    }

    /** A stream to go on with: mostly one that nobody reads yet. */
    private Port any() {
        List<Port> ports = new ArrayList<>(random.nextInt(3) == 0 || unread.isEmpty() ? streams.keySet() : unread);
        return ports.get(random.nextInt(ports.size()));
    }

    private void addStep() {
        Port port = any();
        Stream in = streams.get(port);
        if (in.items().size() > MANY) {
            return;
        }
        Op op = draw(in);
        List<Port> inputs = new ArrayList<>(List.of(port));
        if (op.isMerge() || op.isJoin()) {
            int more = op.isJoin() ? 1 + random.nextInt(3) : random.nextInt(3);
            for (int i = 0; i < more; i++) {
                Port other = random.nextInt(4) == 0 ? port : any();
                if (streams.get(other).keyed() == in.keyed() && (!op.isJoin() || isJoinable(op, other))) {
                    inputs.add(other);
                }
            }
        }
        if (op.isJoin() && !(isJoinable(op, port) && rows(inputs) <= MOST_ROWS)) {
            return;
        }
        var node = new FlowNode(nodes.size(), op, inputs, random.nextInt(60));
        add(node, Interpreter.run(node, inputs.stream().map(streams::get).toList()));
    }

    /** Whether what a join makes of a side is the same in whatever order the values of different sides come. */
    private boolean isJoinable(Op op, Port side) {
        Stream in = streams.get(side);
        return switch (op) {
            case JOIN_LAST, JOIN_RUNNING -> in.order() != Order.NONE;
            case JOIN_COMPLETE -> ListWindows.groups(in).values().stream().allMatch(values -> values.size() == 1);
            default -> true;
        };
    }

    /** At most how many rows a join of all values has. */
    private long rows(List<Port> sides) {
        return sides.stream()
                .mapToLong(side -> 1 + streams.get(side).items().size())
                .reduce(1, (a, b) -> a * b);
    }

    private Op draw(Stream in) {
        boolean exchange = random.nextBoolean();
        if (in.keyed() && random.nextInt(6) == 0) {
            return random.nextBoolean() ? Op.DELAY : Op.COLLECT;
        }
        if (in.keyed() && random.nextInt(4) == 0) {
            Op op = WINDOWS_AND_JOINS.get(random.nextInt(WINDOWS_AND_JOINS.size()));
            return op.needs == Needs.ORDERED_PAIRS && in.order() == Order.NONE ? Op.WINDOWS : op;
        }
        while (true) {
            Op op = Op.values()[random.nextInt(Op.values().length)];
            boolean fits = !op.isOutput()
                    && (in.keyed()
                            ? op.needs == Needs.PAIRS || (op.needs == Needs.ORDERED_PAIRS && in.order() != Order.NONE)
                            : op.needs == Needs.ITEMS);
            if (fits && (!exchange || !in.keyed() || op.ordinal() >= Op.REDISTRIBUTE_KEYED.ordinal())) {
                return op;
            }
        }
    }

    private void addOutput(Port port) {
        boolean keyed = streams.get(port).keyed();
        boolean partitioned = random.nextInt(3) == 0;
        Op op = partitioned
                ? (keyed ? Op.OUTPUT_PARTITIONED_KEYED : Op.OUTPUT_PARTITIONED)
                : (keyed ? Op.OUTPUT_KEYED : Op.OUTPUT);
        var node = new FlowNode(nodes.size(), op, List.of(port), 0);
        nodes.add(node);
        unread.remove(port);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (FlowNode node : nodes) {
            text.append("  ").append(node.name()).append(' ').append(node.op()).append(" <-");
            node.inputs().forEach(in -> text.append(" n").append(in.node()).append(in.output() == 0 ? "" : ".falses"));
            if (node.op().isInput()) {
                text.append(' ').append(world.inputs.get(node.id()));
            }
            text.append(" variant ").append(node.variant()).append('\n');
        }
        return text.toString();
    }
}
