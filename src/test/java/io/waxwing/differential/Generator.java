package io.waxwing.differential;

import static io.waxwing.differential.Vocabulary.listOf;

import io.waxwing.differential.Operation.Takes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Draws a flow from a seed: one to three inputs, up to six steps in a chain and some beside it, every stream nobody reads written down. */
final class Generator {
    private static final int MOST_STEPS = 9;
    private static final int LONGEST_CHAIN = 6;

    private static final List<Operation> TIMED = List.of(
            Operation.WINDOW,
            Operation.WINDOW,
            Operation.WINDOW,
            Operation.JOIN_WINDOW,
            Operation.JOIN_WINDOW_PARTS,
            Operation.JOIN,
            Operation.JOIN_PARTS);

    private final Draw draw;
    private final Predicate<Operation> allowed;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Integer> depth = new LinkedHashMap<>();
    private final List<String> unread = new ArrayList<>();
    private final long batch;
    private final long epoch;
    private final Analysis analysis;

    private Generator(long seed, Predicate<Operation> allowed) {
        draw = new Draw(new SplittableRandom(seed).split());
        this.allowed = allowed;
        boolean fine = !draw.oneIn(3);
        batch = fine ? 1 : 1 + draw.upTo(12);
        epoch = fine || draw.oneIn(2) ? 0 : 10;
        analysis = new Analysis(batch, epoch);
    }

    static Flow draw(long seed, Predicate<Operation> allowed) {
        return new Generator(seed, allowed).flow(seed);
    }

    private Flow flow(long seed) {
        int inputs = draw.of(1, 1, 1, 2, 2, 3);
        boolean timed = draw.oneIn(3);
        for (int i = 0; i < inputs; i++) {
            var op = timed || draw.oneIn(3) ? Operation.INPUT_KEYED : Operation.INPUT;
            Map<String, @Nullable Object> args = new LinkedHashMap<>();
            args.put("items", draw.items(op == Operation.INPUT_KEYED, timed));
            add(new Node("i" + i, op, List.of(), args), 0);
        }
        int steps = 1 + draw.random.nextInt(MOST_STEPS);
        for (int i = 0; timed && i < 3; i++) {
            timedStep();
        }
        for (int i = 0; i < steps * 3 && nodes.size() < inputs + steps; i++) {
            step();
        }
        List<String> outs = new ArrayList<>(unread);
        for (String port : analysis.ports().keySet()) {
            if (port.endsWith(".seen") || (!outs.contains(port) && draw.oneIn(8))) {
                outs.add(port);
            }
        }
        return new Flow(
                seed, batch, epoch, List.copyOf(nodes), outs.stream().distinct().toList());
    }

    private boolean add(Node node, int itsDepth) {
        List<String> before = List.copyOf(analysis.ports().keySet());
        if (!analysis.add(node)) {
            return false;
        }
        nodes.add(node);
        unread.removeAll(node.in());
        for (String port : analysis.ports().keySet()) {
            if (!before.contains(port)) {
                depth.put(port, itsDepth);
                unread.add(port);
            }
        }
        return true;
    }

    private void step() {
        List<String> open = new ArrayList<>(unread);
        open.removeIf(port -> port.endsWith(".seen") || depth.getOrDefault(port, 0) >= LONGEST_CHAIN);
        List<String> all = new ArrayList<>(depth.keySet());
        all.removeIf(port -> port.endsWith(".seen") || depth.getOrDefault(port, 0) >= LONGEST_CHAIN);
        if (all.isEmpty()) {
            return;
        }
        String port = open.isEmpty() || draw.oneIn(4) ? draw.of(all) : draw.of(open);
        step(all, port, operation(facts(port).keyed()));
    }

    /** A step with windows or a join straight behind an input, whose numbers are made to be times. */
    private void timedStep() {
        Operation op = draw.of(TIMED);
        if (allowed.test(op)) {
            List<String> inputs = depth.keySet().stream()
                    .filter(port -> depth.getOrDefault(port, 0) == 0)
                    .toList();
            step(inputs, draw.of(inputs), op);
        }
    }

    private void step(List<String> all, String port, Operation op) {
        Facts facts = facts(port);
        List<String> in = new ArrayList<>(List.of(port));
        if (op.isMany()) {
            long more = op.effect == Operation.Effect.MERGE ? draw.upTo(3) : 1 + draw.upTo(draw.oneIn(4) ? 4 : 2);
            List<String> fitting =
                    all.stream().filter(p -> facts(p).keyed() == facts.keyed()).toList();
            for (int i = 0; i < more; i++) {
                in.add(draw.of(fitting));
            }
        }
        int itsDepth =
                1 + in.stream().mapToInt(p -> depth.getOrDefault(p, 0)).max().orElseThrow();
        add(new Node("s" + nodes.size(), op, in, args(op, facts, in.size())), itsDepth);
    }

    private Facts facts(String port) {
        Facts facts = analysis.ports().get(port);
        if (facts == null) {
            throw new IllegalStateException("no port " + port);
        }
        return facts;
    }

    /** A third of what is drawn for pairs has windows or joins, a third other state. */
    private Operation operation(boolean keyed) {
        if (keyed && draw.oneIn(3)) {
            Operation op = draw.of(TIMED);
            if (allowed.test(op)) {
                return op;
            }
        }
        Takes takes = keyed ? Takes.PAIRS : Takes.ITEMS;
        boolean withState = keyed && draw.oneIn(2);
        boolean toKeyed = !keyed && draw.oneIn(3);
        while (true) {
            Operation op = draw.of(Operation.values());
            if (op.takes != takes || !allowed.test(op)) {
                continue;
            }
            boolean rare = op == Operation.FAIL_IF || op == Operation.RAISES;
            if ((rare && !draw.oneIn(3))
                    || (withState && op.ordinal() < Operation.STATEFUL_MAP.ordinal())
                    || (toKeyed && op.ordinal() < Operation.KEY_ON.ordinal())) {
                continue;
            }
            return op;
        }
    }

    private Map<String, @Nullable Object> args(Operation op, Facts in, int sides) {
        Map<String, @Nullable Object> args = new LinkedHashMap<>();
        switch (op) {
            case MAP, VIA, K_MAP, MAP_VALUE -> args.put("f", draw.one());
            case FILTER_MAP, FILTER_MAP_VALUE -> {
                args.put("p", draw.predicate());
                args.put("f", draw.one());
            }
            case FLAT_MAP, FLAT_MAP_BATCH, FLATTEN, K_FLAT_MAP, FLAT_MAP_VALUE -> args.put("g", draw.many());
            case FILTER, BRANCH, FILTER_VALUE, K_FILTER, K_BRANCH -> args.put("p", draw.predicate());
            case BRANCH_TYPE -> args.put("p", listOf("text"));
            case FAIL_IF, RAISES -> {
                long m = 2 + draw.upTo(40);
                args.put("p", draw.oneIn(3) ? draw.predicate() : listOf("mod", m, draw.upTo((int) m)));
            }
            case ENRICH -> {
                args.put("numbered", draw.oneIn(2));
                args.put("classes", 1 + draw.upTo(6));
            }
            case KEY_ON, COUNT_FINAL -> args.put("k", draw.key());
            case KEY_ON_VALUE, MAP_TO_KEYED, REKEY -> {
                args.put("k", draw.key());
                args.put("f", draw.one());
            }
            case STATEFUL_MAP -> args.put("a", draw.oneIn(2) ? listOf("seq") : listOf("sum", 1 + draw.upTo(200)));
            case STATEFUL_FLAT_MAP -> args.put("a", listOf("every", 1 + draw.upTo(3), 1 + draw.upTo(7)));
            case STATEFUL -> args.put("a", draw.oneIn(2) ? hold() : runs());
            case STATEFUL_BATCH ->
                args.put("a", listOf("totals", in.single() ? draw.upTo(4) : 0L, draw.of("keep", "discard")));
            case SCAN, FOLD_FINAL -> args.put("fold", draw.fold());
            case COLLECT -> args.put("max", 1 + draw.upTo(6));
            case REDUCE_FINAL -> args.put("reduce", draw.reduce());
            case JOIN, JOIN_PARTS, JOIN_WINDOW, JOIN_WINDOW_PARTS, WINDOW -> withTimes(op, args, in, sides);
            default -> {}
        }
        return args;
    }

    private List<@Nullable Object> hold() {
        return listOf(
                "hold", draw.of("none", "past", "future"), draw.of("keep", "discard"), draw.of("keep", "discard"));
    }

    private List<@Nullable Object> runs() {
        return listOf("runs", 1 + draw.upTo(4), 1 + draw.upTo(9), draw.of("keep", "discard"));
    }

    private void withTimes(Operation op, Map<String, @Nullable Object> args, Facts in, int sides) {
        if (op != Operation.WINDOW) {
            args.put("insert", draw.of("first", "last", "product"));
            args.put("emit", draw.of("complete", "final", "running"));
            args.put("typed", !draw.oneIn(3));
        }
        if (op == Operation.JOIN_PARTS || op == Operation.JOIN_WINDOW_PARTS) {
            long parts = 2 + draw.upTo(3);
            List<@Nullable Object> functions = new ArrayList<>();
            for (int i = 0; i < parts; i++) {
                functions.add(draw.one());
            }
            args.put("parts", parts);
            args.put("fs", functions);
        }
        if (op == Operation.JOIN || op == Operation.JOIN_PARTS) {
            return;
        }
        if (op == Operation.WINDOW && draw.oneIn(10)) {
            args.put("clock", Map.of("kind", "system"));
            args.put("windower", draw.longWindower());
        } else {
            var clock = draw.eventClock(in.single());
            args.put("clock", clock);
            args.put("windower", draw.windower(Vocabulary.long_(clock, "unit")));
        }
        boolean sorted = draw.shuffled ? draw.oneIn(3) : !draw.oneIn(3);
        if (op == Operation.WINDOW) {
            List<@Nullable Object> logic = windowLogic();
            args.put("a", logic);
            sorted = sorted && !Analysis.isOneOf(logic, "count", "reduce", "max", "min");
        }
        args.put("ordered", sorted);
    }

    private List<@Nullable Object> windowLogic() {
        return switch (random(9)) {
            case 0 -> listOf("list");
            case 1 -> listOf("set");
            case 2 -> listOf("map", 1 + draw.upTo(5));
            case 3 -> listOf("count");
            case 4 -> listOf("fold", draw.fold());
            case 5 -> listOf("reduce", draw.reduce());
            case 6 -> listOf("max");
            case 7 -> listOf("min");
            default -> listOf("marks", 1 + draw.upTo(3));
        };
    }

    private int random(int end) {
        return draw.random.nextInt(end);
    }
}
